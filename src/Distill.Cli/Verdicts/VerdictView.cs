using Distill.Cli.Files;
using Distill.Core.Judging.Verdicts;
using Spectre.Console;

namespace Distill.Cli.Verdicts;

/// <summary>Shows the figures of a verdict file.</summary>
internal static class VerdictView
{
    private const int LongestFigure = 50;

    /// <summary>Writes them.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="summary">The figures.</param>
    /// <param name="rejects">Lines that could not be used.</param>
    public static void Write(IAnsiConsole console, VerdictSummary summary, RejectsFile rejects)
    {
        console.Write(new Paragraph(VerdictTables.Counts(summary) + "\n"));
        foreach (var reject in rejects.First)
        {
            console.Write(new Paragraph($"  {RejectText.Of(reject)}\n"));
        }

        foreach (var warning in summary.Warnings)
        {
            console.Write(new Paragraph($"warning: {warning}\n", new Style(Color.Yellow)));
        }

        foreach (var table in VerdictTables.Of(summary))
        {
            Write(console, table);
        }
    }

    /// <summary>Writes one table under its title.</summary>
    public static void Write(IAnsiConsole console, VerdictTable source)
    {
        if (source.Title.Length > 0)
        {
            console.WriteLine();
            console.Write(new Text(source.Title + "\n", new Style(decoration: Decoration.Bold)));
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var (index, heading) in source.Columns.Index())
        {
            var column = new TableColumn(new Text(heading)).Padding(0, 0, 1, 0);
            table.AddColumn(index == 0 || HoldsText(source, index) ? column : column.NoWrap().RightAligned());
        }

        foreach (var row in source.Rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    // Figures line up at the right; sentences are read from the left, and wrapped.
    private static bool HoldsText(VerdictTable table, int column) => table.Rows.Any(row => row[column].Length > LongestFigure);
}
