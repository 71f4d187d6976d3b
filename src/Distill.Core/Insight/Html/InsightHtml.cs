using Distill.Core.Reporting;

namespace Distill.Core.Insight.Html;

/// <summary>Renders insight as one self-contained HTML page: inline style and SVG, no script, no external resource.</summary>
public static class InsightHtml
{
    /// <summary>Renders it.</summary>
    public static string Render(InsightReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = ReportHtml.Begin($"{report.Insight.Source}: data insight");
        page.Add($"<header><p class=\"eyebrow\">Data insight</p><h1>{report.Insight.Source}</h1>");
        if (report.Compared is { } other)
        {
            page.Add($"<p class=\"meta\">beside {other.Source}</p>");
        }

        if (report.Insight.Where is { } where)
        {
            page.Add($"<p class=\"meta\">where <code>{where}</code></p>");
        }

        page.Add($"</header>");
        FigureSection.Add(page, report);
        FieldSection.Add(page, report);
        GroupSection.Add(page, report.Insight);
        ClusterSection.Add(page, report);
        page.Add($"<footer>Made by Distill · {ReportFormat.Time(report.MadeAt)}</footer></main></body></html>\n");
        return page.ToString();
    }
}
