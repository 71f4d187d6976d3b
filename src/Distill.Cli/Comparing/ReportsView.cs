using System.Globalization;
using Distill.Cli.Terminal;
using Spectre.Console;

namespace Distill.Cli.Comparing;

/// <summary>Shows the figures of two reports side by side. They are of different samples, so a difference is marked only where the intervals do not meet.</summary>
internal static class ReportsView
{
    /// <summary>Writes them.</summary>
    public static void Write(CliTerminal terminal, ReportFigures left, ReportFigures right)
    {
        var names = left.Figures.Keys.Concat(right.Figures.Keys).Distinct(StringComparer.Ordinal).ToList();
        terminal.Write(
            new { Left = left, Right = right },
            console =>
            {
                var table = new Table().Border(TableBorder.Simple).AddColumns("Figure", left.Name, right.Name, "Difference");
                foreach (var column in table.Columns.Skip(1))
                {
                    column.NoWrap().RightAligned();
                }

                foreach (var name in names)
                {
                    var (before, after) = (left.Figures.GetValueOrDefault(name), right.Figures.GetValueOrDefault(name));
                    table.AddRow(new Text(name), new Text(Shown(before)), new Text(Shown(after)), new Text(Difference(before, after)));
                }

                console.Write(table);
                console.WriteLine(
                    "* the 95% intervals do not meet. For a paired comparison evaluate both on the same set: pipeline: evaluation."
                );
            }
        );
    }

    private static string Shown(ReportFigure? figure) =>
        figure switch
        {
            null => "–",
            { Low: { } low, High: { } high } => Text($"{figure.Value:0.###} ({low:0.###} to {high:0.###})"),
            _ => Text($"{figure.Value:0.####}"),
        };

    private static string Difference(ReportFigure? before, ReportFigure? after) =>
        before is null || after is null
            ? "–"
            : Text($"{after.Value - before.Value:+0.###;-0.###;0}") + (after.Low > before.High || after.High < before.Low ? " *" : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
