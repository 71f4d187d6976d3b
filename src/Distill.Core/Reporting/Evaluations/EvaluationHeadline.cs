using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Calibration;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>What was evaluated, what came of it, and what to beware of.</summary>
internal static class EvaluationHeadline
{
    public static void Add(Markup page, EvaluationReport report)
    {
        page.Add($"<header><p class=\"eyebrow\">Evaluation report</p><h1>{report.Name}</h1><p class=\"meta\">");
        page.Add(
            $"{report.Candidate.Name}{(report.Baseline is { } other ? $" against {other.Name}" : "")} · {EvaluationText.Mode(report.Mode)} · {report.EvaluationSet} · {ReportFormat.Time(report.MadeAt)}</p></header>"
        );
        if (report.Emulated.Count > 0)
        {
            page.Add(
                $"<aside class=\"emulated\"><b>Emulated.</b> Distill's emulator answered for {string.Join(", ", report.Emulated)}: the figures show that the evaluation works, not how good a real model is.</aside>"
            );
        }

        Verdict(page, report);
        foreach (var warning in report.Warnings)
        {
            page.Add($"<aside class=\"emulated\">{warning}</aside>");
        }
    }

    private static void Verdict(Markup page, EvaluationReport report)
    {
        page.Add($"<section class=\"verdict\">");
        if (report.Decision is { } decision)
        {
            page.Add($"<span class=\"pill {Css(decision.Outcome)}\">{EvaluationText.Outcome(decision.Outcome)}</span>");
        }

        page.Add($"<p class=\"lead\">{EvaluationText.Sentence(report)}</p><div class=\"tiles\">");
        if (report.Outcomes is [{ Gsb: var gsb }, ..])
        {
            Tile(
                page,
                "win rate",
                ReportFormat.Percent(gsb.WinRate?.Value),
                $"95% interval {EvaluationText.Share(gsb.WinRate)}",
                gsb.WinRate?.High < 0.5
            );
            Tile(page, "good / same / bad", EvaluationText.Gsb(gsb), $"sign test p {EvaluationText.P(gsb.SignTest.MidP)}", missed: false);
        }

        if (report.Metrics is [{ Samples: > 0 } row, ..])
        {
            Tile(
                page,
                EvaluationText.Name(row.Metric),
                EvaluationText.Value(row, row.Candidate),
                row.Baseline is null
                    ? EvaluationText.Interval(row, row.Candidate)
                    : $"{report.Baseline!.Name}: {EvaluationText.Value(row, row.Baseline)}",
                row.Difference?.High < 0
            );
        }

        if (report.Judges.Count > 0)
        {
            var trust = report.Trust is { } known ? EvaluationText.Trust(known) : "not calibrated";
            Tile(
                page,
                "the judge",
                trust,
                string.Join(", ", report.Judges.Select(judge => judge.Judge)),
                report.Trust == JudgeTrust.NotTrusted
            );
        }

        page.Add($"</div>");
        foreach (var (reason, count) in report.LeftOut.Where(pair => pair.Value > 0))
        {
            page.Add($"<p class=\"muted small\">Left out: {ReportFormat.Count(count)} {reason}.</p>");
        }

        page.Add($"</section>");
    }

    private static void Tile(Markup page, string name, string value, string note, bool missed) =>
        page.Add(
            $"<div class=\"tile {(missed ? "missed" : "met")}\"><div class=\"tile-name\">{name}</div><div class=\"tile-value\">{value}</div><div class=\"tile-interval\">{note}</div></div>"
        );

    private static string Css(GateOutcome outcome) =>
        outcome switch
        {
            GateOutcome.Promote => "good",
            GateOutcome.Keep => "bad",
            _ => "warn",
        };
}
