using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Distill.Core.Reporting;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Judging.Verdicts;

/// <summary>Renders a summary of verdicts: JSON in snake_case for machines, Markdown for people.</summary>
public static class VerdictRendering
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The summary as JSON, with a line end.</summary>
    public static string Json(VerdictSummary summary) => JsonSerializer.Serialize(summary, Options) + "\n";

    /// <summary>The summary as Markdown.</summary>
    public static string Markdown(VerdictSummary summary)
    {
        var text = new StringBuilder("# Verdicts\n\n");
        _ = text.Append(VerdictTables.Counts(summary)).Append('\n');
        foreach (var warning in summary.Warnings)
        {
            _ = text.Append("\n> ").Append(ReportMarkdown.Plain(warning)).Append('\n');
        }

        foreach (var table in VerdictTables.Of(summary))
        {
            Table(text, table);
        }

        return text.ToString();
    }

    /// <summary>The summary as one self-contained HTML page in the style of the report.</summary>
    public static string Html(VerdictSummary summary)
    {
        var page = ReportHtml.Begin("Verdicts");
        page.Add($"<section><h2>Verdicts</h2><p>{VerdictTables.Counts(summary)}</p>");
        foreach (var warning in summary.Warnings)
        {
            page.Add($"<p class=\"error\">{warning}</p>");
        }

        foreach (var table in VerdictTables.Of(summary))
        {
            Table(page, table);
        }

        page.Add($"</section><footer>Made by Distill</footer></main></body></html>\n");
        return page.ToString();
    }

    private static void Table(Markup page, VerdictTable table)
    {
        if (table.Title.Length > 0)
        {
            page.Add($"<h3>{table.Title}</h3>");
        }

        page.Add($"<div class=\"scroll\"><table><thead><tr>");
        foreach (var column in table.Columns)
        {
            page.Add($"<th>{column}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            page.Add($"<tr>");
            foreach (var cell in row)
            {
                page.Add($"<td>{cell}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    private static void Table(StringBuilder text, VerdictTable table)
    {
        _ = text.Append(table.Title.Length > 0 ? $"\n## {ReportMarkdown.Plain(table.Title)}\n" : "")
            .Append("\n| ")
            .AppendJoin(" | ", table.Columns)
            .Append(" |\n|")
            .Append(string.Concat(Enumerable.Repeat("---|", table.Columns.Count)))
            .Append('\n');
        foreach (var row in table.Rows)
        {
            _ = text.Append("| ").AppendJoin(" | ", row.Select(ReportMarkdown.Plain)).Append(" |\n");
        }
    }
}
