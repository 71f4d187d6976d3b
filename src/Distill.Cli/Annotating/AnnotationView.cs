using System.Globalization;
using Distill.Core.Annotation;
using Spectre.Console;

namespace Distill.Cli.Annotating;

/// <summary>Shows tasks and figures to people.</summary>
internal static class AnnotationView
{
    private static readonly string[] Keys =
    [
        "a approve 1",
        "1-9 approve that",
        "r rewrite",
        "x reject",
        "d difference",
        "s skip",
        "u undo",
        "g guidelines",
        "q quit",
    ];

    /// <summary>A whole task.</summary>
    public static void Task(IAnsiConsole console, AnnotationTask task)
    {
        console.WriteLine();
        Lines(console, TaskLayout.Of(task, console.Profile.Width));
        console.WriteLine();
    }

    /// <summary>The keys of a session, broken between two of them.</summary>
    public static void Help(IAnsiConsole console)
    {
        var line = "";
        foreach (var key in Keys)
        {
            var longer = line.Length == 0 ? key : $"{line} · {key}";
            if (longer.GetCellWidth() > console.Profile.Width)
            {
                console.WriteLine(line);
                longer = key;
            }

            line = longer;
        }

        console.WriteLine(line);
    }

    /// <summary>Lines as they were laid out.</summary>
    public static void Lines(IAnsiConsole console, IEnumerable<TaskLine> lines)
    {
        foreach (var line in lines)
        {
            Line(console, line);
        }
    }

    /// <summary>One line.</summary>
    public static void Line(IAnsiConsole console, TaskLine line)
    {
        if (line.Colour.Length == 0)
        {
            console.WriteLine(line.Text);
        }
        else
        {
            console.MarkupLine($"[{line.Colour}]{Markup.Escape(line.Text)}[/]");
        }
    }

    /// <summary>The guidelines that hold.</summary>
    public static void Guidelines(IAnsiConsole console, AnnotationProject project) =>
        Lines(
            console,
            TaskLayout.Labelled(
                $"guidelines, version {project.CurrentGuidelines}",
                "blue",
                project.Guidelines is [.., var last] ? last.Text.TrimEnd() : "(none yet: --guidelines FILE)",
                console.Profile.Width
            )
        );

    /// <summary>What came of a decision, in a line.</summary>
    public static void Outcome(IAnsiConsole console, AnnotationTask task) =>
        console.WriteLine(
            task.IsFinal ? $"{task.State.ToString().ToLowerInvariant()}"
            : task.NeedsAdjudication ? "you two disagree: a third person settles it"
            : $"{task.State.ToString().ToLowerInvariant()}, {task.Decisions.Count} of {task.Required} decided"
        );

    /// <summary>The figures of a project.</summary>
    public static void Figures(IAnsiConsole console, AnnotationFigures figures)
    {
        console.WriteLine(
            $"{figures.Tasks} tasks, {figures.Open} open, {figures.WaitingForAdjudication} to settle, {figures.Taken} decided by the deadline"
        );
        foreach (var (state, count) in figures.States.OrderBy(pair => pair.Key))
        {
            console.WriteLine($"  {state.ToString().ToLowerInvariant(), -10} {count}");
        }

        if (figures.Agreement is { Samples: > 0 } agreement)
        {
            var kappa = agreement.Kappa is { } estimate
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $", kappa {estimate.Value:0.00} ({estimate.Low:0.00} to {estimate.High:0.00})"
                )
                : "";
            console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"agreement {agreement.Observed:P0} of {agreement.Samples}{kappa}")
            );
        }

        if (figures.Annotators.Count == 0)
        {
            return;
        }

        var table = new Table()
            .Border(TableBorder.None)
            .AddColumns("Annotator", "Approved", "Rewritten", "Rejected", "Skipped", "Settled", "Overruled");
        foreach (var person in figures.Annotators)
        {
            long[] counts = [person.Approved, person.Rewritten, person.Rejected, person.Skipped, person.Adjudicated, person.Overruled];
            table.AddRow([new Text(person.Annotator), .. counts.Select(count => new Text(count.ToString(CultureInfo.InvariantCulture)))]);
        }

        console.Write(table);
    }
}
