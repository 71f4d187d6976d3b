namespace Distill.Core.Evaluation.Gates;

/// <summary>A model as a decision names it, by what callers would be given and not by a name for people.</summary>
/// <param name="Model">Name of the configured model.</param>
/// <param name="Version">The provider's name of the trained version, asked for in its place; null is the configured model itself.</param>
public sealed record DecidedModel(string Model, string? Version)
{
    /// <summary>As it stands in a sentence.</summary>
    public override string ToString() => $"'{Version ?? Model}'";
}
