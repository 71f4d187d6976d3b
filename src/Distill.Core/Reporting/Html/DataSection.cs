namespace Distill.Core.Reporting.Html;

/// <summary>The datasets with what was rejected on the way, and the stages.</summary>
internal static class DataSection
{
    public static void Add(Markup page, RunReport report)
    {
        if (report.Datasets.Count > 0)
        {
            page.Add(
                $"<section><h2>Data</h2><div class=\"scroll\"><table><thead><tr><th>Dataset</th><th class=\"num\">records</th><th>classes</th><th>rejected on the way</th></tr></thead><tbody>"
            );
            foreach (var dataset in report.Datasets)
            {
                page.Add(
                    $"<tr><th scope=\"row\">{dataset.Role}<small><code>{dataset.Id}</code></small></th><td class=\"num\">{ReportFormat.Count(dataset.Records)}</td><td>"
                );
                Chips(page, dataset.Classes);
                page.Add($"</td><td>");
                Chips(page, dataset.Rejects);
                page.Add($"</td></tr>");
            }

            page.Add($"</tbody></table></div></section>");
        }

        Stages(page, report);
    }

    private static void Chips(Markup page, IReadOnlyDictionary<string, long> counts)
    {
        if (counts.Count == 0)
        {
            page.Add($"<span class=\"muted\">{ReportFormat.Unknown}</span>");
        }

        foreach (var (name, count) in counts)
        {
            page.Add($"<span class=\"chip\">{name} <b>{ReportFormat.Count(count)}</b></span> ");
        }
    }

    private static void Stages(Markup page, RunReport report)
    {
        if (report.Stages.Count == 0)
        {
            return;
        }

        var longest = Math.Max(1e-9, report.Stages.Max(stage => stage.Seconds));
        page.Add(
            $"<section><h2>Stages</h2><div class=\"scroll\"><table><thead><tr><th>Stage</th><th class=\"num\">round</th><th class=\"num\">records</th><th class=\"num\">duration</th><th class=\"wide\"></th><th>note</th></tr></thead><tbody>"
        );
        foreach (var stage in report.Stages)
        {
            page.Add(
                $"<tr><th scope=\"row\">{stage.Name}</th><td class=\"num\">{stage.Round}</td><td class=\"num\">{ReportFormat.Count(stage.Records)}</td><td class=\"num\">{ReportFormat.Duration(stage.Seconds)}</td>"
            );
            page.Add(
                $"<td><span class=\"time\" style=\"width:{100 * stage.Seconds / longest:0.#}%\"></span></td><td class=\"muted\">{stage.Note}</td></tr>"
            );
        }

        page.Add($"</tbody></table></div></section>");
    }
}
