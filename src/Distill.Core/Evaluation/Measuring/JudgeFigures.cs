using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Reporting;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>What one judge did in an evaluation.</summary>
public sealed record JudgeFigures
{
    /// <summary>Its name in the configuration.</summary>
    public required string Judge { get; init; }

    /// <summary>The provider's model name.</summary>
    public required string Model { get; init; }

    /// <summary>Verdicts asked for: of a comparison two for each sample.</summary>
    public required long Verdicts { get; init; }

    /// <summary>Those of them that could not be read, asked twice.</summary>
    public required long Invalid { get; init; }

    /// <summary>Its comparisons with consistency, position and length bias, by slice; null when it scored.</summary>
    public PairReport? Pairs { get; init; }

    /// <summary>The candidate's scores by dimension; null when it compared.</summary>
    public RubricSummary? CandidateScores { get; init; }

    /// <summary>The baseline's scores by dimension, or null.</summary>
    public RubricSummary? BaselineScores { get; init; }

    /// <summary>How it agrees with people, by dimension; empty without labels.</summary>
    public IReadOnlyList<DimensionCalibration> Calibration { get; init; } = [];

    /// <summary>Calls, tokens, money, latency.</summary>
    public required UsageReport Usage { get; init; }
}
