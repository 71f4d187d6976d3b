using Distill.Cli.Progress;
using Spectre.Console;

namespace Distill.Cli.Export;

/// <summary>Shows what was written and what the format could not carry.</summary>
internal static class ExportView
{
    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, ExportOutcome outcome)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        grid.AddRow(new Text("From"), new Text(outcome.Source));
        grid.AddRow(new Text("Written"), new Text($"{Figures.Count(outcome.Records)} records, {outcome.Format}, {outcome.Path}"));
        if (outcome.DatasetInfoPath is { } info)
        {
            grid.AddRow(new Text("Described in"), new Text(info));
        }

        if (outcome.Rejected > 0)
        {
            grid.AddRow(
                new Text("Unreadable"),
                new Text($"{Figures.Count(outcome.Rejected)} records of the source, first: {outcome.FirstReject}")
            );
        }

        foreach (var (reason, skipped) in outcome.Loss.Skipped)
        {
            grid.AddRow(new Text("Left out"), new Text($"{Figures.Count(skipped.Count)} samples: {reason}, first '{skipped.FirstId}'"));
        }

        foreach (var (field, count) in outcome.Loss.Fields)
        {
            grid.AddRow(new Text("Not carried"), new Text($"{field}, of {Figures.Count(count)} samples"));
        }

        console.Write(grid);
    }
}
