using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Gates;

/// <summary>All that a gate decides on.</summary>
public sealed record GateEvidence
{
    /// <summary>The model that would take over.</summary>
    public required string Challenger { get; init; }

    /// <summary>The model in place.</summary>
    public required string Baseline { get; init; }

    /// <summary>The evaluation set: dataset id and version.</summary>
    public required string EvaluationSet { get; init; }

    /// <summary>Samples won, tied and lost. For right and wrong answers: right where the baseline is wrong, both alike, wrong where it is right.</summary>
    public required GsbCounts Gsb { get; init; }

    /// <summary>The same by slice.</summary>
    public IReadOnlyList<GateSlice> Slices { get; init; } = [];

    /// <summary>The judges whose verdicts these are; empty where gold labels decide.</summary>
    public IReadOnlyList<string> Judges { get; init; } = [];

    /// <summary>Whether the judges are calibrated; null when that was not examined.</summary>
    public JudgeTrust? Trust { get; init; }

    /// <summary>How the deciding verdicts agree with people, by dimension; empty without labels.</summary>
    public IReadOnlyList<GateCalibration> Calibration { get; init; } = [];

    /// <summary>The challenger's quality as a ratio to the teacher's; null when not measured.</summary>
    public Estimate? TeacherRatio { get; init; }

    /// <summary>The challenger's latency at the 95th percentile in milliseconds; null when not measured.</summary>
    public double? P95Ms { get; init; }

    /// <summary>The challenger's cost of 1,000 requests; null when not known.</summary>
    public decimal? CostPerThousand { get; init; }

    /// <summary>The counts of paired right and wrong answers.</summary>
    public static GsbCounts Counts(PairedScores scores) =>
        scores.Counts.Aggregate(
            default(GsbCounts),
            (sum, pair) =>
                sum.Add(
                    pair.Student > pair.Teacher ? PairOutcome.Good
                        : pair.Student < pair.Teacher ? PairOutcome.Bad
                        : PairOutcome.Same,
                    pair.Count
                )
        );
}
