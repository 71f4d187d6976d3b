using Distill.Core.Reporting;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Insight.Html;

/// <summary>The groups that a field makes, a row a group.</summary>
internal static class GroupSection
{
    public static void Add(Markup page, DatasetInsight insight)
    {
        if (insight.Groups.Count == 0)
        {
            return;
        }

        page.Add(
            $"<section><h2>By {insight.By}</h2><div class=\"scroll\"><table><thead><tr><th>{insight.By}</th><th class=\"num\">samples</th>"
        );
        foreach (var field in insight.Fields)
        {
            page.Add($"<th class=\"num\">{field.Name}<small>{(field.Numbers is null ? "most frequent" : "median, 95%")}</small></th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var group in insight.Groups)
        {
            page.Add(
                $"<tr><th scope=\"row\">{ReportFormat.Shorten(group.Value ?? "(none)", 80)}</th><td class=\"num\">{ReportFormat.Count(group.Records)}</td>"
            );
            foreach (var (field, whole) in group.Fields.Zip(insight.Fields))
            {
                page.Add(
                    $"<td class=\"num\">{Figure(field, whole.IsTime)}<small>{Detail(field, group.Records, whole.IsTime)}</small></td>"
                );
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div></section>");
    }

    private static string Figure(GroupField field, bool isTime) =>
        field.Median is null && field.TopValue is { } top ? ReportFormat.Shorten(top, 40) : InsightText.Number(field.Median, isTime);

    private static string Detail(GroupField field, long records, bool isTime) =>
        field.Median is null ? InsightText.Share(field.TopCount, records) : InsightText.Number(field.P95, isTime);
}
