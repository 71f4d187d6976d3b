using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>An evaluation in sentences and figures; the same in all renderings.</summary>
internal static class EvaluationText
{
    /// <summary>What came of it, in a sentence or two.</summary>
    public static string Sentence(EvaluationReport report)
    {
        if (report.Samples == 0)
        {
            return "No sample had all the answers that are needed, so nothing was measured.";
        }

        return report.Outcomes is [var overall, ..] ? Compared(report, overall) : Measured(report);
    }

    /// <summary>A mean of a metric.</summary>
    public static string Value(MetricRow row, Estimate? estimate) =>
        estimate is null ? ReportFormat.Unknown
        : IsShare(row) ? ReportFormat.Percent(estimate.Value)
        : ReportFormat.Text($"{estimate.Value:0.00}");

    /// <summary>Its interval.</summary>
    public static string Interval(MetricRow row, Estimate? estimate) =>
        estimate is null ? ""
        : IsShare(row) ? ReportFormat.Text($"{estimate.Low * 100:0.0} to {estimate.High * 100:0.0}%")
        : ReportFormat.Text($"{estimate.Low:0.00} to {estimate.High:0.00}");

    /// <summary>A difference with its sign and interval.</summary>
    public static string Difference(MetricRow row) =>
        row.Difference is not { } difference ? ReportFormat.Unknown
        : IsShare(row)
            ? ReportFormat.Text(
                $"{difference.Value * 100:+0.0;-0.0;0.0} ({difference.Low * 100:+0.0;-0.0;0.0} to {difference.High * 100:+0.0;-0.0;0.0}) points"
            )
        : ReportFormat.Text(
            $"{difference.Value:+0.00;-0.00;0.00} ({difference.Low:+0.00;-0.00;0.00} to {difference.High:+0.00;-0.00;0.00})"
        );

    /// <summary>A share with its interval.</summary>
    public static string Share(Estimate? estimate) =>
        estimate is null
            ? ReportFormat.Unknown
            : ReportFormat.Text($"{estimate.Value * 100:0.0}% ({estimate.Low * 100:0.0} to {estimate.High * 100:0.0}%)");

    /// <summary>A signed share with its interval.</summary>
    public static string Signed(Estimate? estimate) =>
        estimate is null
            ? ReportFormat.Unknown
            : ReportFormat.Text(
                $"{estimate.Value * 100:+0.0;-0.0;0.0}% ({estimate.Low * 100:+0.0;-0.0;0.0} to {estimate.High * 100:+0.0;-0.0;0.0}%)"
            );

    /// <summary>Good / same / bad.</summary>
    public static string Gsb(GsbCounts gsb) =>
        ReportFormat.Text($"{gsb.Good} / {gsb.Same} / {gsb.Bad}") + (gsb.Invalid > 0 ? ReportFormat.Text($" ({gsb.Invalid} invalid)") : "");

    /// <summary>A p-value.</summary>
    public static string P(double p) => p < 0.0001 ? "< 0.0001" : ReportFormat.Text($"{p:0.0000}");

    public static string Outcome(GateOutcome outcome) =>
        outcome switch
        {
            GateOutcome.Promote => "Promote",
            GateOutcome.Keep => "Keep the baseline",
            _ => "More data is needed",
        };

    public static string Trust(JudgeTrust trust) =>
        trust switch
        {
            JudgeTrust.Trusted => "trusted",
            JudgeTrust.NotTrusted => "not trusted",
            _ => "needs labels",
        };

    /// <summary>Where people's labels come from, and what became of the rest, in sentences.</summary>
    public static string People(PeopleSummary people)
    {
        var source = people.Source.Round is { } round ? $"{people.Source.Project}, round {round}" : people.Source.Project;
        var among = people.Among.Kappa is { } kappa
            ? ReportFormat.Text(
                $" Where two people decided independently ({people.Among.Samples} tasks) they agree with kappa {kappa.Value:0.00} ({kappa.Low:0.00} to {kappa.High:0.00}): more cannot be asked of a judge."
            )
            : "";
        var left =
            people.LeftOut.Count == 0
                ? ""
                : $" No label: {string.Join(", ", people.LeftOut.Select(pair => $"{ReportFormat.Count(pair.Value)} {Name(pair.Key)}"))}.";
        return ReportFormat.Text(
                $"Labels: {people.Labels} choices between two answers by {(people.Annotators == 1 ? "1 person" : $"{people.Annotators} people")}, from {people.Tasks} tasks of the annotation project {source}; {people.DecidedTwice} rest on more than one decision and count once."
            )
            + left
            + among;
    }

    /// <summary>All pairs by each dimension beside the whole; empty for scores.</summary>
    public static IEnumerable<PairGroup> Dimensions(JudgeFigures judge) =>
        judge.Pairs?.Groups.Where(group => group.Slice is null && group.Dimension != PairGroup.Overall) ?? [];

    public static string Name(string metric) => metric.Replace('_', ' ');

    public static string Mode(EvaluationMode mode) =>
        mode switch
        {
            EvaluationMode.Labels => "labels",
            EvaluationMode.Texts => "texts against references",
            EvaluationMode.Rubric => "a judge's scores",
            EvaluationMode.Pairwise => "a judge's comparisons, in both orders",
            _ => "program checks",
        };

    /// <summary>True where the interval of the win rate leaves one half out.</summary>
    public static bool IsDecided(GsbCounts gsb) => gsb.WinRate is { } rate && (rate.Low > 0.5 || rate.High < 0.5);

    private static string Compared(EvaluationReport report, OutcomeRow overall)
    {
        var (gsb, candidate, baseline) = (overall.Gsb, report.Candidate.Name, report.Baseline!.Name);
        var relation =
            !IsDecided(gsb) ? "is not shown to be better or worse than"
            : gsb.WinRate!.Value > 0.5 ? "is better than"
            : "is worse than";
        return ReportFormat.Text(
            $"{candidate} {relation} {baseline}: win rate {Share(gsb.WinRate)} on {gsb.Valid} samples, {gsb.Good} good, {gsb.Same} same, {gsb.Bad} bad."
        );
    }

    private static string Measured(EvaluationReport report) =>
        report.Metrics is [var row, ..]
            ? $"{report.Candidate.Name} reaches {Name(row.Metric)} {Value(row, row.Candidate)} ({Interval(row, row.Candidate)}) on {ReportFormat.Count(row.Samples)} samples."
            : $"{report.Candidate.Name} was measured on {ReportFormat.Count(report.Samples)} samples.";

    private static bool IsShare(MetricRow row) => row is { Min: 0, Max: 1 };
}
