using System.Globalization;
using Distill.Cli.Terminal;
using Distill.Core.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Distill.Cli.Progress;

/// <summary>Draws a run: a heading, a line a stage, a line of totals. Never wider than the terminal, never wrapped.</summary>
internal static class StageBoard
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    // Columns beside bar and detail: glyph, title, time, and the gaps between them.
    private const int TitleWidth = 16;
    private const int TimeWidth = 11;
    private const int Fixed = 2 + TitleWidth + TimeWidth + 6;

    /// <summary>The board of a state; <paramref name="frame"/> turns the spinner.</summary>
    public static IRenderable Render(RunProgress progress, int frame, int width)
    {
        var bar = Math.Clamp((width - Fixed) / 3, 8, 28);
        var detail = Math.Max(10, width - Fixed - bar);
        var grid = new Grid();
        grid.AddColumn(Column(2));
        grid.AddColumn(Column(TitleWidth));
        grid.AddColumn(Column(bar));
        grid.AddColumn(Column(TimeWidth));
        grid.AddColumn(Column(detail));
        foreach (var stage in progress.Stages)
        {
            grid.AddRow(
                new Markup(Glyph(stage.State, frame)),
                new Markup(Title(stage)),
                new Markup(Bar(stage, bar, frame)),
                new Text(stage.Elapsed is { } time ? Figures.Duration(time) : ""),
                Cropped(stage.Detail, detail)
            );
        }

        // The cursor rests on the empty line, where the terminal writes its ^C.
        return new Rows(Cropped(Heading(progress), width - 1), grid, Cropped(Totals(progress), width - 1), new Text(""));
    }

    private static GridColumn Column(int width) => new GridColumn().NoWrap().Width(width).Padding(0, 0, 1, 0);

    private static string Heading(RunProgress progress)
    {
        var round = progress.Run.Round > 1 ? $", round {progress.Run.Round}" : "";
        return $"Run {progress.Run.Id}{round}";
    }

    private static string Totals(RunProgress progress)
    {
        var parts = new List<string> { Figures.Duration(progress.Elapsed), $"spent {Figures.Money(progress.Cost)}" };
        if (progress.AnswersPerSecond >= 0.5)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{progress.AnswersPerSecond:0} answers/s"));
        }

        if (progress.Cached > 0)
        {
            parts.Add($"{Figures.Count(progress.Cached)} answers from the cache, free");
        }

        if (progress.Run.Status == RunStatus.Suspended)
        {
            parts.Add("suspended");
        }

        return string.Join(" · ", parts);
    }

    private static string Glyph(StageState state, int frame) =>
        state switch
        {
            StageState.Done => "[green]✓[/]",
            StageState.Failed => "[red]✗[/]",
            StageState.Active => $"[cyan]{Spinner[frame % Spinner.Length]}[/]",
            _ => "[grey]·[/]",
        };

    private static string Title(StageProgress stage)
    {
        var title = Markup.Escape(stage.Stage.Title);
        return stage.State == StageState.Waiting ? $"[grey]{title}[/]" : title;
    }

    private static string Bar(StageProgress stage, int width, int frame)
    {
        if (stage.State == StageState.Waiting)
        {
            return "";
        }

        if (stage.Fraction is { } fraction)
        {
            var full = (int)Math.Round(fraction * width);
            var colour =
                stage.State == StageState.Failed ? "red"
                : stage.State == StageState.Done ? "green"
                : "cyan";
            return $"[{colour}]{new string('━', full)}[/][grey]{new string('━', width - full)}[/]";
        }

        // No total: a light that wanders.
        var at = frame % width;
        return $"[grey]{new string('━', at)}[/][cyan]━[/][grey]{new string('━', width - at - 1)}[/]";
    }

    private static Text Cropped(string text, int width) => new(CellText.Truncate(text, width));
}
