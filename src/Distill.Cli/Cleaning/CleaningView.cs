using Distill.Cli.Files;
using Distill.Cli.Progress;
using Spectre.Console;

namespace Distill.Cli.Cleaning;

/// <summary>Shows what cleaning a file did, operator by operator.</summary>
internal static class CleaningView
{
    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="output">Where the samples are.</param>
    /// <param name="rejects">Where the rest is.</param>
    public static void Write(IAnsiConsole console, CleaningResult result, OutputFile output, RejectsFile rejects)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        Row(grid, "Format", $"{result.Detection.Format}: {result.Detection.Reason}");
        Row(grid, "Records", Figures.Count(result.Imported.Records));
        Row(grid, "Rejected", Figures.Count(result.Rejects.Total));
        foreach (var (reason, count) in result.Rejects.Counts.OrderByDescending(pair => pair.Value))
        {
            var example = result.Rejects.Examples.TryGetValue(reason, out var first) ? $", first in {RejectText.Of(first)}" : "";
            Row(grid, $"  {reason}", Figures.Count(count) + example);
        }

        Row(grid, "Dropped", Figures.Count(result.Dropped));
        Row(grid, "Kept", Figures.Count(result.Kept));
        Row(grid, "Samples in", output.Path == InputFile.Pipe ? "(stdout)" : output.Path);
        Row(grid, "Rejects in", rejects.Path ?? "nowhere: name a file with --rejects to see each with its reason");
        console.Write(grid);
        console.Write(Operators(result));
    }

    private static void Row(Grid grid, string name, string text) => grid.AddRow(new Text(name), new Text(text));

    private static Table Operators(CleaningResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "Operator", "Seen", "Changed", "Dropped", "Kept", "Reasons" })
        {
            var column = new TableColumn(new Text(heading)).Padding(0, 0, 1, 0);
            table.AddColumn(heading is "Operator" or "Reasons" ? column : column.NoWrap().RightAligned());
        }

        table.Columns[0].NoWrap();
        foreach (var step in result.Operators)
        {
            var reasons = step.Dropped.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {Figures.Count(pair.Value)}");
            table.AddRow(
                new Text(step.Operator),
                new Text(Figures.Count(step.Seen)),
                new Text(Figures.Count(step.Changed)),
                new Text(Figures.Count(step.Seen - step.Kept)),
                new Text(Figures.Count(step.Kept)),
                new Text(string.Join("\n", reasons))
            );
        }

        return table;
    }
}
