using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Distill.Cli.Terminal;
using Distill.Core.Annotation;
using Distill.Core.Evaluation.Text;

namespace Distill.Cli.Annotating;

/// <summary>Lays tasks out in lines for a width. Texts of users and models are shown as they are, without control codes. Pure.</summary>
internal static class TaskLayout
{
    private const string Indent = "  ";
    private const string Tab = "    ";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A task: conversation, feedback, candidates, and what others decided when it is to be settled.</summary>
    public static IReadOnlyList<TaskLine> Of(AnnotationTask task, int width)
    {
        var lines = new List<TaskLine> { new($"── {task.Id} ──", "grey") };
        foreach (var message in task.Content.Messages)
        {
            Add(lines, message.Role, "blue", message.Content, width);
        }

        if (task.Content.Feedback is { Count: > 0 } feedback)
        {
            Add(lines, "feedback", "yellow", feedback.ToJsonString(Readable), width);
        }

        for (var index = 0; index < task.Content.Candidates.Count; index++)
        {
            var candidate = task.Content.Candidates[index];
            lines.Add(new TaskLine(""));
            Add(lines, $"{index + 1} {Title(candidate)}", "green", candidate.Text, width);
            if (candidate.Reason is { } reason)
            {
                Add(lines, "judge", "grey", reason, width);
            }
        }

        foreach (var decision in task.Decisions)
        {
            Add(lines, $"{decision.By} said", "yellow", Said(decision.Choice), width);
        }

        return lines;
    }

    /// <summary>A text under a label.</summary>
    public static IReadOnlyList<TaskLine> Labelled(string label, string colour, string text, int width)
    {
        var lines = new List<TaskLine>();
        Add(lines, label, colour, text, width);
        return lines;
    }

    /// <summary>What the best other answer changes in the online reply: <c>[-…-]</c> is gone, <c>{+…+}</c> is new.</summary>
    public static IReadOnlyList<TaskLine> Difference(AnnotationTask task, int width)
    {
        var candidates = task.Content.Candidates;
        var online = candidates.FirstOrDefault(candidate => candidate.Source == CandidateSource.Online);
        var other = candidates.FirstOrDefault(candidate => candidate.Source != CandidateSource.Online);
        if (online is null || other is null)
        {
            return [new TaskLine("There is nothing to compare: the task has no online reply, or nothing beside it.")];
        }

        var parts = TextDiff.Of(online.Text, other.Text);
        var text = parts is null
            ? "The texts are too long to be compared word by word."
            : string.Concat(
                parts.Select(part =>
                    part.Kind switch
                    {
                        DiffKind.Removed => $"[-{part.Text}-]",
                        DiffKind.Added => $"{{+{part.Text}+}}",
                        _ => part.Text,
                    }
                )
            );
        return Labelled($"from the {Title(online)} to the {Title(other)}", "yellow", text, width);
    }

    /// <summary>The text without what moves the cursor or worse.</summary>
    public static string Plain(string text) =>
        string.Concat(
            text.Select(character =>
                character == '\t' ? Tab
                : char.IsControl(character) ? "\uFFFD"
                : character.ToString()
            )
        );

    private static void Add(List<TaskLine> lines, string label, string colour, string text, int width)
    {
        lines.Add(new TaskLine(Plain(label), colour));
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            lines.AddRange(TextWrap.Lines(Plain(paragraph), width - Indent.Length).Select(line => new TaskLine(Indent + line)));
        }
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
}
