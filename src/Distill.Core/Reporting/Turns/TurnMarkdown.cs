using System.Text;

namespace Distill.Core.Reporting.Turns;

/// <summary>The report of a turn as Markdown, for a pull request or a ticket.</summary>
public static class TurnMarkdown
{
    /// <summary>Renders it.</summary>
    public static string Render(TurnReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"# {ReportMarkdown.Plain(report.Name)}: flywheel report");
        Line(text, ReportMarkdown.Plain(TurnText.Place(report)));
        if (report.Emulated.Count > 0)
        {
            Line(text, $"> **Emulated.** Distill's emulator answered for {ReportMarkdown.Plain(string.Join(", ", report.Emulated))}.");
        }

        Line(text, $"**{TurnTables.EndOf(report.End)}.** {ReportMarkdown.Plain(report.Summary)}");
        foreach (var (title, columns, rows) in TurnTables.Of(report))
        {
            ReportMarkdown.Table(text, title, columns, rows);
        }

        if (report.DecisionSha256 is { } sha256)
        {
            Line(text, $"SHA-256 of the decision record: `{sha256}`");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => _ = text.Append(line).Append("\n\n");
}
