using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Panels;
using Distill.Core.Reporting;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>What an evaluation found. Rendered as HTML, Markdown and JSON by <c>Distill.Core.Reporting.Evaluations</c>.</summary>
public sealed record EvaluationReport
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What was measured.</summary>
    public required EvaluationMode Mode { get; init; }

    /// <summary>The candidate.</summary>
    public required MeasuredModel Candidate { get; init; }

    /// <summary>What it was compared with, or null.</summary>
    public MeasuredModel? Baseline { get; init; }

    /// <summary>The evaluation set.</summary>
    public required string EvaluationSet { get; init; }

    /// <summary>Samples measured.</summary>
    public required long Samples { get; init; }

    /// <summary>Samples left out, by reason.</summary>
    public IReadOnlyDictionary<string, long> LeftOut { get; init; } = new Dictionary<string, long>();

    /// <summary>Means by metric and slice, the deciding metric first.</summary>
    public IReadOnlyList<MetricRow> Metrics { get; init; } = [];

    /// <summary>Scores of all answers together.</summary>
    public IReadOnlyList<CorpusRow> Corpus { get; init; } = [];

    /// <summary>Better, same or worse by dimension and slice; empty without a baseline.</summary>
    public IReadOnlyList<OutcomeRow> Outcomes { get; init; } = [];

    /// <summary>Precision, recall and confusion of the candidate's labels, or null.</summary>
    public ClassificationReport? CandidateClasses { get; init; }

    /// <summary>Of the baseline's labels, or null.</summary>
    public ClassificationReport? BaselineClasses { get; init; }

    /// <summary>The judges, one by one.</summary>
    public IReadOnlyList<JudgeFigures> Judges { get; init; } = [];

    /// <summary>How far several judges agree on pairs; null with fewer than two, and for scores.</summary>
    public PanelSummary? Panel { get; init; }

    /// <summary>How the deciding verdicts agree with people, by dimension; empty without labels.</summary>
    public IReadOnlyList<DimensionCalibration> Calibration { get; init; } = [];

    /// <summary>Where people's labels come from when they are decisions of annotation, else null.</summary>
    public PeopleSummary? People { get; init; }

    /// <summary>The least trust over the dimensions; null without labels.</summary>
    public JudgeTrust? Trust { get; init; }

    /// <summary>What to beware of, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The decision with every number behind it; null without a rule.</summary>
    public GateDecision? Decision { get; init; }

    /// <summary>SHA-256 of the decision record, in hexadecimal; null without a rule.</summary>
    public string? DecisionSha256 { get; init; }

    /// <summary>Samples side by side, the worst regressions first.</summary>
    public IReadOnlyList<EvaluationExample> Examples { get; init; } = [];

    /// <summary>What was used and paid, judges and candidates.</summary>
    public IReadOnlyList<UsageReport> Usage { get; init; } = [];

    /// <summary>The currency of all money. Default <c>USD</c>.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Models that Distill's emulator answered for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];
}
