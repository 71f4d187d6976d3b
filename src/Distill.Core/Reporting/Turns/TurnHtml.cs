using Distill.Core.Flywheel.Turning;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Turns;

/// <summary>The report of a turn as one self-contained HTML page in the style of the run's report: inline style, no script, no external resource.</summary>
public static class TurnHtml
{
    /// <summary>Renders it.</summary>
    public static string Render(TurnReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = ReportHtml.Begin($"{report.Name}: flywheel report");
        page.Add(
            $"<header><p class=\"eyebrow\">Flywheel report</p><h1>{report.Name}</h1><p class=\"meta\">{TurnText.Place(report)}</p></header>"
        );
        if (report.Emulated.Count > 0)
        {
            page.Add(
                $"<aside class=\"emulated\"><b>Emulated.</b> Distill's emulator answered for {string.Join(", ", report.Emulated)}: the figures show that the wheel turns, not how good a real model is.</aside>"
            );
        }

        page.Add($"<section class=\"verdict\"><span class=\"pill {Css(report.End)}\">{TurnTables.EndOf(report.End)}</span>");
        page.Add($"<p class=\"lead\">{report.Summary}</p></section>");
        foreach (var (title, columns, rows) in TurnTables.Of(report))
        {
            Table(page, title, columns, rows);
        }

        if (report.DecisionSha256 is { } sha256)
        {
            page.Add($"<p class=\"muted small\">SHA-256 of the decision record: <code>{sha256}</code></p>");
        }

        UsageSection.AddUsage(page, report.Usage, report.Currency);
        page.Add($"<footer>Run {report.RunId} · made by Distill · {ReportFormat.Time(report.EndedAt)}</footer></main></body></html>\n");
        return page.ToString();
    }

    private static void Table(Markup page, string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        page.Add($"<section><h2>{title}</h2><div class=\"scroll\"><table><thead><tr>");
        foreach (var column in columns)
        {
            page.Add($"<th>{column}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var row in rows)
        {
            page.Add($"<tr><th scope=\"row\">{row[0]}</th>");
            foreach (var cell in row.Skip(1))
            {
                page.Add($"<td>{cell}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div></section>");
    }

    private static string Css(TurnEnd end) =>
        end switch
        {
            TurnEnd.Promoted => "good",
            TurnEnd.Kept or TurnEnd.NotRolledOut => "bad",
            _ => "warn",
        };
}
