using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Verdicts;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>The tables of an evaluation, for the terminal and for Markdown.</summary>
public static class EvaluationTables
{
    /// <summary>All that have rows, in order.</summary>
    public static IReadOnlyList<VerdictTable> Of(EvaluationReport report) =>
        [
            .. new[] { Outcomes(report), Metrics(report), Classes(report), Judges(report), Calibration(report), Checks(report) }.Where(
                table => table.Rows.Count > 0
            ),
        ];

    /// <summary>What came of it, in a sentence or two.</summary>
    public static string Sentence(EvaluationReport report) => EvaluationText.Sentence(report);

    /// <summary>Where people's labels come from when they are decisions of annotation, in sentences; null without.</summary>
    public static string? People(EvaluationReport report) => report.People is { } people ? EvaluationText.People(people) : null;

    private static VerdictTable Outcomes(EvaluationReport report) =>
        new(
            $"{report.Candidate.Name} against {report.Baseline?.Name}",
            ["", "good / same / bad", "win rate (95% interval)", "sign test p"],
            [
                .. report.Outcomes.Select(row =>
                    (IReadOnlyList<string>)
                        [
                            row.Slice is null ? EvaluationText.Name(row.Dimension) : $"  {row.Slice}",
                            EvaluationText.Gsb(row.Gsb),
                            EvaluationText.Share(row.Gsb.WinRate),
                            EvaluationText.P(row.AdjustedP),
                        ]
                ),
            ]
        );

    private static VerdictTable Metrics(EvaluationReport report) =>
        new(
            "Metrics",
            ["", "samples", report.Candidate.Name, report.Baseline?.Name ?? "baseline", "difference (95% interval)"],
            [
                .. report
                    .Metrics.Where(row => row.Samples > 0)
                    .Select(row =>
                        (IReadOnlyList<string>)
                            [
                                row.Slice is null ? EvaluationText.Name(row.Metric) : $"  {row.Slice}",
                                ReportFormat.Count(row.Samples),
                                $"{EvaluationText.Value(row, row.Candidate)} ({EvaluationText.Interval(row, row.Candidate)})",
                                row.Baseline is null
                                    ? ReportFormat.Unknown
                                    : $"{EvaluationText.Value(row, row.Baseline)} ({EvaluationText.Interval(row, row.Baseline)})",
                                EvaluationText.Difference(row),
                            ]
                    ),
                .. report.Corpus.Select(row =>
                    (IReadOnlyList<string>)
                        [
                            EvaluationText.Name(row.Metric),
                            ReportFormat.Count(report.Samples),
                            ReportFormat.Text($"{row.Candidate:0.0}"),
                            row.Baseline is { } baseline ? ReportFormat.Text($"{baseline:0.0}") : ReportFormat.Unknown,
                            row.Baseline is { } other ? ReportFormat.Text($"{row.Candidate - other:+0.0;-0.0;0.0}") : ReportFormat.Unknown,
                        ]
                ),
            ]
        );

    private static VerdictTable Classes(EvaluationReport report) =>
        new(
            "F1 by class",
            ["", "samples", report.Candidate.Name, report.Baseline?.Name ?? "baseline"],
            report.CandidateClasses is not { } candidate
                ? []
                :
                [
                    [
                        "macro-F1",
                        ReportFormat.Count(candidate.Samples),
                        ReportFormat.Percent(candidate.MacroF1),
                        ReportFormat.Percent(report.BaselineClasses?.MacroF1),
                    ],
                    .. candidate.Classes.Select(score =>
                        (IReadOnlyList<string>)
                            [
                                $"  {score.Label}",
                                ReportFormat.Count(score.Support),
                                ReportFormat.Percent(score.F1),
                                ReportFormat.Percent(
                                    report.BaselineClasses?.Classes.FirstOrDefault(other => other.Label == score.Label)?.F1
                                ),
                            ]
                    ),
                ]
        );

    private static VerdictTable Judges(EvaluationReport report) =>
        new(
            "Judges",
            ["", "verdicts", "invalid", "consistent", "position bias", "longer wins", "tokens", "paid"],
            [.. report.Judges.SelectMany(judge => ByDimension(judge).Prepend(Judge(judge)))]
        );

    private static IReadOnlyList<string> Judge(JudgeFigures judge) =>
        [
            $"{judge.Judge} ({judge.Model})",
            ReportFormat.Count(judge.Verdicts),
            ReportFormat.Count(judge.Invalid),
            EvaluationText.Share(judge.Pairs?.Of().Consistency),
            EvaluationText.Signed(judge.Pairs?.Of().PositionBias),
            EvaluationText.Share(judge.Pairs?.Of().LongerWins),
            ReportFormat.Count(judge.Usage.InputTokens + judge.Usage.OutputTokens),
            ReportFormat.Text($"{judge.Usage.Cost:0.0000}"),
        ];

    // All dimensions are answered in one call: what it cost stands in the judge's own row.
    private static IEnumerable<IReadOnlyList<string>> ByDimension(JudgeFigures judge) =>
        EvaluationText
            .Dimensions(judge)
            .Select(group =>
                (IReadOnlyList<string>)
                    [
                        $"  {EvaluationText.Name(group.Dimension)}",
                        ReportFormat.Count(2 * group.Summary.Pairs),
                        ReportFormat.Count(group.Summary.InvalidVerdicts),
                        EvaluationText.Share(group.Summary.Consistency),
                        EvaluationText.Signed(group.Summary.PositionBias),
                        EvaluationText.Share(group.Summary.LongerWins),
                        "",
                        "",
                    ]
            );

    private static VerdictTable Calibration(EvaluationReport report) =>
        new(
            "Judge against people",
            ["", "labels", "agreement", "kappa", "trust", ""],
            [
                .. report.Calibration.Select(dimension =>
                    (IReadOnlyList<string>)
                        [
                            EvaluationText.Name(dimension.Dimension),
                            ReportFormat.Count(dimension.Labels),
                            EvaluationText.Share(dimension.Agreement),
                            dimension.Kappa.Kappa is { } kappa
                                ? ReportFormat.Text($"{kappa.Value:0.00} ({kappa.Low:0.00} to {kappa.High:0.00})")
                                : ReportFormat.Unknown,
                            EvaluationText.Trust(dimension.Trust),
                            dimension.Reason,
                        ]
                ),
            ]
        );

    private static VerdictTable Checks(EvaluationReport report) =>
        new(
            report.Decision is { } decision ? $"Decision: {EvaluationText.Outcome(decision.Outcome)}" : "",
            ["check", "state", "reason"],
            [
                .. (report.Decision?.Checks ?? []).Select(check =>
                    (IReadOnlyList<string>)[check.Name, check.State.ToString().ToLowerInvariant(), check.Reason]
                ),
            ]
        );
}
