using Distill.Cli.Terminal;
using Spectre.Console;

namespace Distill.Cli.Failures;

/// <summary>Shows a failure: what, where, remedy, a line each.</summary>
internal static class FailureView
{
    /// <summary>Writes to stderr, and as <c>{"error": …}</c> to stdout when output is machine-readable.</summary>
    public static void Show(CliTerminal terminal, Failure failure)
    {
        if (terminal.Json)
        {
            terminal.Write(new { Error = failure }, _ => { });
        }

        foreach (var problem in failure.Problems)
        {
            Line(terminal.Notes, "red", "error", problem.Message);
            Line(terminal.Notes, "grey", "where", problem.Where);
            Line(terminal.Notes, "green", "remedy", problem.Remedy);
        }
    }

    private static void Line(IAnsiConsole console, string colour, string title, string? text)
    {
        if (text is not null)
        {
            var grid = new Grid()
                .AddColumn(new GridColumn().NoWrap().Width(7).Padding(0, 0, 1, 0))
                .AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            console.Write(grid.AddRow(new Markup($"[{colour}]{title}:[/]"), new Text(text)));
        }
    }
}
