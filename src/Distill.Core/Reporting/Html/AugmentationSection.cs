namespace Distill.Core.Reporting.Html;

/// <summary>What the teacher added to thin classes.</summary>
internal static class AugmentationSection
{
    public static void Add(Markup page, RunReport report)
    {
        if (report.Augmentation is not { } result)
        {
            return;
        }

        page.Add($"<section><h2>Augmentation</h2><p class=\"muted small\">{AugmentationTables.Sentence(result, report.Currency)}</p>");
        foreach (var (title, table) in AugmentationTables.Of(result))
        {
            page.Add($"<h3>{title}</h3>");
            Table(page, table);
        }

        page.Add($"</section>");
    }

    /// <summary>A table of figures by name.</summary>
    internal static void Table(Markup page, SummaryTable table)
    {
        page.Add($"<div class=\"scroll\"><table><thead><tr><th>{table.Columns[0]}</th>");
        foreach (var column in table.Columns.Skip(1))
        {
            page.Add($"<th class=\"num\">{column}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            page.Add($"<tr><th scope=\"row\">{row[0]}</th>");
            foreach (var cell in row.Skip(1))
            {
                page.Add($"<td class=\"num\">{cell}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }
}
