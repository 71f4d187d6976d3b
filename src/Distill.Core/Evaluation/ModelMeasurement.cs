using Distill.Core.Judging;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation;

/// <summary>What was measured of one model on the test set.</summary>
public sealed record ModelMeasurement
{
    /// <summary>Name for people: the model's or the candidate's name in the spec.</summary>
    public required string Name { get; init; }

    /// <summary>Its part in the run.</summary>
    public required ModelRole Role { get; init; }

    /// <summary>The provider's model name that answered, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The round that trained it, from 1; 0 for teachers and students before training.</summary>
    public int Round { get; init; }

    /// <summary>The quality by the run's metric (see <see cref="QualityMetric"/>); null when it could not be measured.</summary>
    public Estimate? Quality { get; init; }

    /// <summary>The run's metric: <c>accuracy</c> (0 to 1), <c>agreement</c> with the teacher (0 to 1), or <c>judge_score</c> (on the judge's scale).</summary>
    public required string QualityMetric { get; init; }

    /// <summary>Scores by class, for a label task.</summary>
    public ClassificationReport? Classification { get; init; }

    /// <summary>The judge's verdicts, where answers were judged.</summary>
    public JudgeSummary? Judge { get; init; }

    /// <summary>Samples of the test set it was asked.</summary>
    public long Samples { get; init; }

    /// <summary>Median latency of an answer, in milliseconds; null when none was measured.</summary>
    public double? P50Ms { get; init; }

    /// <summary>95th percentile of the latency, in milliseconds; null when none was measured.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Money for 1,000 requests like those of the test set, by the configured prices; null when it has none.</summary>
    public decimal? CostPerThousand { get; init; }
}
