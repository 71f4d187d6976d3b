using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>Better, same, worse and the win rate with its interval, by dimension and by slice.</summary>
internal static class OutcomeChart
{
    public static void Add(Markup page, EvaluationReport report)
    {
        if (report.Outcomes.Count == 0)
        {
            return;
        }

        page.Add(
            $"<section><h2>{report.Candidate.Name} against {report.Baseline?.Name}</h2><div class=\"scroll\"><table class=\"chart-table\"><thead><tr><th></th>"
        );
        page.Add(
            $"<th class=\"wide\">better / same / worse</th><th class=\"wide\">win rate, 0 to 100%; the line is an even match</th><th class=\"num\">win rate</th><th class=\"num\">p</th></tr></thead><tbody>"
        );
        foreach (var row in report.Outcomes)
        {
            page.Add($"<tr><th scope=\"row\">{row.Slice ?? EvaluationText.Name(row.Dimension)}");
            page.Add($"<small>{(row.Slice is null ? "all samples" : "slice")}, {ReportFormat.Count(row.Gsb.Valid)} valid</small></th><td>");
            Stack(page, row.Gsb);
            page.Add($"</td><td>");
            IntervalBar.Add(page, row.Gsb.WinRate, 0, 1, 0.5, IntervalBar.Css(row.Gsb.WinRate, 0.5));
            page.Add($"</td><td class=\"num\"><b>{ReportFormat.Percent(row.Gsb.WinRate?.Value)}</b>");
            page.Add(
                $"<small>{(row.Gsb.WinRate is { } rate ? ReportFormat.Text($"{rate.Low * 100:0.0} to {rate.High * 100:0.0}%") : "")}</small></td><td class=\"num\">{EvaluationText.P(row.AdjustedP)}</td></tr>"
            );
        }

        page.Add(
            $"</tbody></table></div><p class=\"muted small\">Win rate is (better + same / 2) / valid with its 95% score interval; p is the sign test's mid-p, corrected over the slices, and over the dimensions beside the deciding one (Holm).</p></section>"
        );
    }

    private static void Stack(Markup page, GsbCounts gsb)
    {
        var all = Math.Max(1.0, gsb.Valid);
        var (good, same) = (300 * gsb.Good / all, 300 * gsb.Same / all);
        page.Add(
            $"<svg class=\"interval\" viewBox=\"0 0 300 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"stack bad\" width=\"300\" height=\"14\" rx=\"3\"/>"
        );
        page.Add(
            $"<rect class=\"stack same\" width=\"{good + same:0.#}\" height=\"14\"/><rect class=\"stack good\" width=\"{good:0.#}\" height=\"14\"/></svg>"
        );
        page.Add($"<small>{EvaluationText.Gsb(gsb)}</small>");
    }
}
