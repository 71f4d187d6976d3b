using Distill.Core.Reporting;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Insight.Html;

/// <summary>How much there is and how varied, and the statistics of all fields in one table.</summary>
internal static class FigureSection
{
    private static readonly (string Name, Func<DatasetInsight, string?> Text)[] Figures =
    [
        ("samples", side => ReportFormat.Count(side.Records)),
        (
            "matched",
            side => side.Where is null ? null : $"{ReportFormat.Count(side.Matched)} ({InsightText.Share(side.Matched, side.Records)})"
        ),
        ("rejected lines", side => ReportFormat.Count(side.Rejected)),
        ("exact duplicates", side => Share(side.Diversity?.ExactDuplicates)),
        ("near-duplicates in the sample", side => Share(side.Diversity?.NearDuplicates)),
        ("distinct-1", side => Share(side.Diversity?.Distinct1)),
        ("distinct-2", side => Share(side.Diversity?.Distinct2)),
        ("distinct-3", side => Share(side.Diversity?.Distinct3)),
        ("type-token of 1,000 words", side => Share(side.Diversity?.TypeToken)),
    ];

    public static void Add(Markup page, InsightReport report)
    {
        page.Add($"<div class=\"panels\">");
        foreach (var side in report.Sides)
        {
            page.Add($"<div class=\"panel\"><h3>{side.Source}</h3><dl class=\"figures\">");
            foreach (var (name, text) in Figures)
            {
                if (text(side) is { } figure)
                {
                    page.Add($"<div><dt>{name}</dt><dd>{figure}</dd></div>");
                }
            }

            page.Add($"</dl>");
            if (side.Diversity is { } diversity)
            {
                page.Add(
                    $"<p class=\"muted small\">Diversity of {ReportFormat.Count(diversity.Sampled)} samples; exact duplicates of all.</p>"
                );
            }

            page.Add($"</div>");
        }

        page.Add($"</div>");
        Table(page, report);
    }

    private static void Table(Markup page, InsightReport report)
    {
        page.Add($"<section><h2>Fields</h2><div class=\"scroll\"><table><thead><tr><th>Field</th>");
        foreach (var name in new[] { "missing", "distinct", "min", "5%", "median", "mean", "95%", "max" })
        {
            page.Add($"<th class=\"num\">{name}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var sides in report.Fields)
        {
            foreach (var (side, field) in sides.Index())
            {
                Row(page, field, side == 0 ? null : report.Sides[side].Source);
            }
        }

        page.Add($"</tbody></table></div></section>");
    }

    private static void Row(Markup page, FieldInsight field, string? source)
    {
        page.Add($"<tr><th scope=\"row\">{(source is null ? field.Name : "")}<small>{source}</small></th>");
        page.Add($"<td class=\"num\">{InsightText.Share(field.Missing, field.Records)}</td>");
        page.Add($"<td class=\"num\">{ReportFormat.Count(Math.Max(field.Values?.Distinct ?? 0, field.Numbers?.Distinct ?? 0))}</td>");
        var numbers = field.Numbers;
        foreach (var figure in new[] { numbers?.Min, numbers?.Quantiles[1], numbers?.Median, numbers?.Mean, numbers?.P95, numbers?.Max })
        {
            page.Add($"<td class=\"num\">{InsightText.Number(figure, field.IsTime)}</td>");
        }

        page.Add($"</tr>");
    }

    private static string? Share(double? share) => share is { } known ? InsightText.Share(known) : null;
}
