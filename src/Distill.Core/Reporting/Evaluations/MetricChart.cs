using Distill.Core.Evaluation.Measuring;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>Means of the metrics with their intervals, and the paired difference.</summary>
internal static class MetricChart
{
    public static void Add(Markup page, EvaluationReport report)
    {
        var rows = report.Metrics.Where(row => row.Samples > 0).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var compared = report.Baseline is not null;
        page.Add(
            $"<section><h2>Metrics</h2><div class=\"scroll\"><table class=\"chart-table\"><thead><tr><th></th><th class=\"num\">{report.Candidate.Name}</th>"
        );
        if (compared)
        {
            page.Add(
                $"<th class=\"num\">{report.Baseline!.Name}</th><th class=\"wide\">difference; the line is none</th><th class=\"num\">difference</th>"
            );
        }
        else
        {
            page.Add($"<th class=\"wide\">on the scale</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var row in rows)
        {
            Row(page, row, compared);
        }

        foreach (var row in report.Corpus)
        {
            page.Add(
                $"<tr><th scope=\"row\">{EvaluationText.Name(row.Metric)}<small>all answers together</small></th><td class=\"num\">{row.Candidate:0.0}</td>"
            );
            page.Add(compared ? Corpus(row) : Markup.Trusted("<td></td>"));
            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div></section>");
    }

    private static void Row(Markup page, MetricRow row, bool compared)
    {
        page.Add(
            $"<tr><th scope=\"row\">{row.Slice ?? EvaluationText.Name(row.Metric)}<small>{(row.Slice is null ? "all samples" : "slice")}, {ReportFormat.Count(row.Samples)}</small></th>"
        );
        page.Add(
            $"<td class=\"num\"><b>{EvaluationText.Value(row, row.Candidate)}</b><small>{EvaluationText.Interval(row, row.Candidate)}</small></td>"
        );
        if (!compared)
        {
            page.Add($"<td>");
            IntervalBar.Add(page, row.Candidate, row.Min, row.Max, null, "");
            page.Add($"</td></tr>");
            return;
        }

        page.Add(
            $"<td class=\"num\">{EvaluationText.Value(row, row.Baseline)}<small>{EvaluationText.Interval(row, row.Baseline)}</small></td><td>"
        );
        var reach = Math.Max(0.1 * (row.Max - row.Min), Math.Max(Math.Abs(row.Difference?.Low ?? 0), Math.Abs(row.Difference?.High ?? 0)));
        IntervalBar.Add(page, row.Difference, -reach, reach, 0, IntervalBar.Css(row.Difference, 0));
        page.Add($"</td><td class=\"num\">{EvaluationText.Difference(row)}</td></tr>");
    }

    private static Markup Corpus(CorpusRow row)
    {
        var cells = new Markup();
        var difference = row.Baseline is { } baseline
            ? ReportFormat.Text($"{row.Candidate - baseline:+0.0;-0.0;0.0}")
            : ReportFormat.Unknown;
        return cells.Add(
            $"<td class=\"num\">{(row.Baseline is { } value ? ReportFormat.Text($"{value:0.0}") : ReportFormat.Unknown)}</td><td></td><td class=\"num\">{difference}</td>"
        );
    }
}
