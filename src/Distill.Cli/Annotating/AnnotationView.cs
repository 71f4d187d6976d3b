using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Distill.Core.Annotation;
using Spectre.Console;

namespace Distill.Cli.Annotating;

/// <summary>Shows tasks and figures to people. Texts of users and models are shown as they are, without control codes.</summary>
internal static class AnnotationView
{
    /// <summary>The keys of a session.</summary>
    public const string Keys = "a approve 1 · 1-9 approve that · r rewrite · x reject · s skip · u undo · g guidelines · q quit";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A task: conversation, feedback, candidates, and what others decided when it is to be settled.</summary>
    public static void Task(IAnsiConsole console, AnnotationTask task)
    {
        console.WriteLine();
        console.MarkupLine($"[grey]── {task.Id} ──[/]");
        foreach (var message in task.Content.Messages)
        {
            Labelled(console, message.Role, "blue", message.Content);
        }

        if (task.Content.Feedback is { Count: > 0 } feedback)
        {
            Labelled(console, "feedback", "yellow", feedback.ToJsonString(Readable));
        }

        for (var index = 0; index < task.Content.Candidates.Count; index++)
        {
            var candidate = task.Content.Candidates[index];
            console.WriteLine();
            Labelled(console, $"{index + 1} {Title(candidate)}", "green", candidate.Text);
            if (candidate.Reason is { } reason)
            {
                Labelled(console, "judge", "grey", reason);
            }
        }

        foreach (var decision in task.Decisions)
        {
            Labelled(console, $"{decision.By} said", "yellow", Said(decision.Choice));
        }

        console.WriteLine();
    }

    /// <summary>The guidelines that hold.</summary>
    public static void Guidelines(IAnsiConsole console, AnnotationProject project) =>
        Labelled(
            console,
            $"guidelines, version {project.CurrentGuidelines}",
            "blue",
            project.Guidelines is [.., var last] ? last.Text : "(none yet: --guidelines FILE)"
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

    private static string Title(AnnotationCandidate candidate)
    {
        var source = candidate.Source switch
        {
            CandidateSource.Teacher => "draft",
            CandidateSource.Online => "online reply",
            _ => "the user's edit",
        };
        var score = candidate.Score is { } value ? string.Create(CultureInfo.InvariantCulture, $", judge {value:0.#}") : "";
        return candidate.Model is { } model ? $"{source} of {model}{score}" : source + score;
    }

    private static string Said(AnnotationChoice choice) =>
        choice.Verdict switch
        {
            AnnotationVerdict.Approve => $"approve {choice.Candidate + 1}",
            AnnotationVerdict.Rewrite => $"rewrite: {choice.Text}",
            _ => $"reject: {choice.Reason}",
        };

    private static void Labelled(IAnsiConsole console, string label, string colour, string text)
    {
        console.MarkupLine($"[{colour}]{Markup.Escape(Plain(label))}[/]");
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            console.WriteLine($"  {Plain(line)}");
        }
    }

    // A reply may hold codes that move the cursor or worse.
    private static string Plain(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
}
