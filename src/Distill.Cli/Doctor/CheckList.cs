using Distill.Cli.Terminal;
using Spectre.Console;

namespace Distill.Cli.Doctor;

/// <summary>Shows checks as a list: mark, what, finding, and the remedy below.</summary>
internal static class CheckList
{
    /// <summary>Writes one check.</summary>
    public static void Write(IAnsiConsole console, CheckResult result)
    {
        var mark = result.State switch
        {
            CheckState.Ok => "[green]✓[/]",
            CheckState.Warning => "[yellow]![/]",
            _ => "[red]✗[/]",
        };
        var grid = new Grid()
            .AddColumn(new GridColumn().NoWrap().Width(1).Padding(0, 0, 1, 0))
            .AddColumn(new GridColumn().NoWrap().Width(16).Padding(0, 0, 1, 0))
            .AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        grid.AddRow(new Markup(mark), new Text(CellText.Truncate(result.Check, 16)), new Text(result.Finding));
        if (result.Remedy is not null)
        {
            grid.AddRow(new Text(""), new Text(""), new Text($"remedy: {result.Remedy}"));
        }

        console.Write(grid);
    }
}
