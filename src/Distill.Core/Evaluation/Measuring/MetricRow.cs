using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>A metric of the answers, of all samples or of a slice. Higher is better.</summary>
public sealed record MetricRow
{
    /// <summary>The metric: <c>accuracy</c>, <c>rouge_l</c>, <c>overall</c>, a dimension or a check.</summary>
    public required string Metric { get; init; }

    /// <summary>The slice; null for all samples.</summary>
    public string? Slice { get; init; }

    /// <summary>Samples with a value for every answer; the others are left out of this row.</summary>
    public required long Samples { get; init; }

    /// <summary>Lowest possible value.</summary>
    public double Min { get; init; }

    /// <summary>Highest possible value.</summary>
    public double Max { get; init; } = 1;

    /// <summary>The candidate's mean with its 95% interval; null without samples.</summary>
    public Estimate? Candidate { get; init; }

    /// <summary>The baseline's mean with its 95% interval; null without a baseline.</summary>
    public Estimate? Baseline { get; init; }

    /// <summary>Candidate less baseline on the same samples, with its 95% interval; null without a baseline.</summary>
    public Estimate? Difference { get; init; }
}
