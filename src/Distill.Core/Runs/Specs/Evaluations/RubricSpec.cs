namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>The dimensions and the scale of a judge.</summary>
public sealed record RubricSpec
{
    /// <summary>The worst score. Default 1.</summary>
    public int Min { get; init; } = 1;

    /// <summary>The best score. Default 5.</summary>
    public int Max { get; init; } = 5;

    /// <summary>The dimensions; null is the preset ones.</summary>
    public IReadOnlyList<DimensionSpec>? Dimensions { get; init; }
}
