using Distill.Core.Reporting;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Insight.Html;

/// <summary>A card a field: its histogram, its most frequent values, and which classes are thin.</summary>
internal static class FieldSection
{
    private const int MostBars = 12;

    public static void Add(Markup page, InsightReport report, string title = "Distributions")
    {
        page.Add($"<section><h2>{title}</h2><div class=\"cards\">");
        foreach (var sides in report.Fields)
        {
            if (sides.All(field => field.Numbers is null && field.Values is null))
            {
                continue;
            }

            page.Add($"<div class=\"card\"><h3>{sides[0].Name}</h3>");
            foreach (var (side, field) in sides.Index())
            {
                if (sides.Count > 1)
                {
                    page.Add($"<h4>{report.Sides[side].Source}</h4>");
                }

                Side(page, field, side == 0 && sides.Count > 1 ? "before" : "after");
            }

            page.Add($"</div>");
        }

        page.Add($"</div></section>");
    }

    private static void Side(Markup page, FieldInsight field, string css)
    {
        if (field.Values is { } values)
        {
            Values(page, field, values, css);
        }
        else if (field.Numbers is { } numbers)
        {
            HistogramChart.Add(page, field, numbers, css);
        }
    }

    private static void Values(Markup page, FieldInsight field, ValueInsight values, string css)
    {
        var most = values.Top[0].Count;
        foreach (var (value, count) in values.Top.Take(MostBars))
        {
            page.Add(
                $"<div class=\"bar-row\"><div class=\"bar-label\"><span>{Shown(value)}</span><b>{ReportFormat.Count(count)} <small>{InsightText.Share(count, field.Records)}</small></b></div>"
            );
            page.Add(
                $"<svg viewBox=\"0 0 300 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"300\" height=\"14\" rx=\"3\"/><rect class=\"bar {css}\" width=\"{Math.Max(1.5, 300.0 * count / most):0.#}\" height=\"14\" rx=\"3\"/></svg></div>"
            );
        }

        if (values.Distinct > MostBars)
        {
            page.Add($"<p class=\"muted small\">{ReportFormat.Count(values.Distinct)} different values; the most frequent are shown.</p>");
        }

        if (values is { Distinct: > 1, Balance: { } balance })
        {
            page.Add($"<p class=\"muted small\">Entropy {balance.Entropy:0.00} bits, evenness {balance.Evenness:0.00}.");
            foreach (var (value, count) in balance.Thin.Take(MostBars))
            {
                page.Add($" <span class=\"pill small warn\">thin: {Shown(value)} {ReportFormat.Count(count)}</span>");
            }

            page.Add($"</p>");
        }
    }

    private static string Shown(string value) => string.IsNullOrWhiteSpace(value) ? "(empty)" : ReportFormat.Shorten(value, 80);
}
