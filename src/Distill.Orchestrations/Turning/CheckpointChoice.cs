namespace Distill.Orchestrations.Turning;

/// <summary>The model that a stage of training ends with.</summary>
/// <param name="Model">The provider's name.</param>
/// <param name="Scores">Likeness to the references on the validation rows by model, 0 to 1; empty when nothing was measured.</param>
public sealed record CheckpointChoice(string Model, IReadOnlyDictionary<string, double> Scores);
