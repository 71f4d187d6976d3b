namespace Distill.Core.Training;

/// <summary>The model that a training ends with.</summary>
/// <param name="Model">The provider's name.</param>
/// <param name="By">What decided: <c>judge</c> (mean score), <c>metric</c> (share of right labels, or mean likeness) or <c>loss</c>.</param>
/// <param name="Scores">Means by model, earlier models first; empty when nobody was asked.</param>
/// <param name="Rows">Validation rows that they are means of.</param>
public sealed record CheckpointChoice(string Model, string By, IReadOnlyDictionary<string, double> Scores, int Rows)
{
    /// <summary>The training's own choice, by its loss.</summary>
    public static CheckpointChoice Own(string model) => new(model, "loss", new Dictionary<string, double>(), 0);
}
