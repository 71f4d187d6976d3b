namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>A dimension of a rubric.</summary>
public sealed record DimensionSpec
{
    /// <summary>Its name; a preset needs no meaning.</summary>
    public required string Name { get; init; }

    /// <summary>What it means, for English prompts; the Chinese meaning when null.</summary>
    public string? English { get; init; }

    /// <summary>What it means, for Chinese prompts; the English meaning when null.</summary>
    public string? Chinese { get; init; }

    /// <summary>Its weight in the overall score. Default 1.</summary>
    public double Weight { get; init; } = 1;
}
