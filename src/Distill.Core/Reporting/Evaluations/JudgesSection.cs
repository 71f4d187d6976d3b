using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Panels;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Reporting.Html;
using Distill.Core.Statistics;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>Each judge: what could be read, consistency, position and length bias, scores.</summary>
internal static class JudgesSection
{
    public static void Add(Markup page, EvaluationReport report)
    {
        if (report.Judges.Count == 0)
        {
            return;
        }

        page.Add($"<section><h2>{(report.Judges.Count == 1 ? "The judge" : "The judges")}</h2><div class=\"cards\">");
        foreach (var judge in report.Judges)
        {
            page.Add($"<article class=\"card\"><h3>{judge.Judge} <small>{judge.Model}</small></h3>");
            page.Add(
                $"<p class=\"muted small\">{ReportFormat.Count(judge.Verdicts)} verdicts, {ReportFormat.Count(judge.Invalid)} invalid (asked twice, counted for nothing)</p>"
            );
            Bias(page, judge);
            Scores(page, report.Candidate.Name, judge.CandidateScores);
            Scores(page, report.Baseline?.Name ?? "", judge.BaselineScores);
            page.Add($"</article>");
        }

        page.Add($"</div>");
        Panel(page, report.Panel);
        page.Add($"</section>");
    }

    private static void Bias(Markup page, JudgeFigures judge)
    {
        if (judge.Pairs?.Of() is not { ValidPairs: > 0 } pairs)
        {
            return;
        }

        Bar(page, "consistent in both orders", EvaluationText.Share(pairs.Consistency), pairs.Consistency, 0, 1, null);
        Bar(
            page,
            "position bias: prefers the second place ← → the first",
            EvaluationText.Signed(pairs.PositionBias),
            pairs.PositionBias,
            -1,
            1,
            0
        );
        Bar(
            page,
            "length bias: the shorter answer wins ← → the longer",
            EvaluationText.Share(pairs.LongerWins),
            pairs.LongerWins,
            0,
            1,
            0.5
        );
        foreach (var group in EvaluationText.Dimensions(judge))
        {
            Bar(
                page,
                $"position bias by {EvaluationText.Name(group.Dimension)}; consistent {EvaluationText.Share(group.Summary.Consistency)}",
                EvaluationText.Signed(group.Summary.PositionBias),
                group.Summary.PositionBias,
                -1,
                1,
                0
            );
            Bar(
                page,
                $"length bias by {EvaluationText.Name(group.Dimension)}",
                EvaluationText.Share(group.Summary.LongerWins),
                group.Summary.LongerWins,
                0,
                1,
                0.5
            );
        }
    }

    private static void Bar(Markup page, string name, string value, Estimate? estimate, double min, double max, double? neutral)
    {
        page.Add($"<div class=\"bar-row\"><div class=\"bar-label\"><span>{name}</span><b>{value}</b></div>");
        IntervalBar.Add(page, estimate, min, max, neutral, "");
        page.Add($"</div>");
    }

    private static void Scores(Markup page, string name, RubricSummary? summary)
    {
        if (summary is null)
        {
            return;
        }

        page.Add($"<h4>{name}</h4>");
        foreach (var (dimension, scores) in summary.Dimensions)
        {
            var text = scores.Mean is { } mean
                ? ReportFormat.Text($"{mean.Value:0.00} ({mean.Low:0.00} to {mean.High:0.00})")
                : ReportFormat.Unknown;
            Bar(page, EvaluationText.Name(dimension), text, scores.Mean, summary.Scale.Min, summary.Scale.Max, null);
        }
    }

    private static void Panel(Markup page, PanelSummary? panel)
    {
        if (panel is null)
        {
            return;
        }

        page.Add(
            $"<p>The majority decides: {EvaluationText.Gsb(panel.Gsb)}. The judges are unanimous on {EvaluationText.Share(panel.Unanimous)}; {ReportFormat.Count(panel.WithoutMajority)} pairs have no majority and count as same.</p><div class=\"card\">"
        );
        foreach (var (judge, share) in panel.WithMajority)
        {
            Bar(page, $"{judge} with the majority", EvaluationText.Share(share), share, 0, 1, null);
        }

        page.Add($"</div>");
    }
}
