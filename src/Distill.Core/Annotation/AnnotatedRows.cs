using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Core.PreferencePairs;
using Distill.Core.Samples;

namespace Distill.Core.Annotation;

/// <summary>Makes training rows of ended tasks. Pure; a row says in <c>meta.annotation</c> whom it comes from.</summary>
public static class AnnotatedRows
{
    /// <summary>The conversation with the answer that was approved or written; null for a task that gave none.</summary>
    public static Sample? Supervised(AnnotationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Answer is { } answer && !string.IsNullOrWhiteSpace(answer)
            ? new Sample
            {
                Id = task.SampleId,
                Messages = [.. task.Content.Messages, Message.Assistant(answer)],
                Scores = Scores(task),
                Meta = Meta(task),
            }
            : null;
    }

    /// <summary>The answer against the online reply; null when there is no answer, no online reply, or the online reply is the answer.</summary>
    public static PairMaterial? Pair(AnnotationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var online = task.Content.Candidates.FirstOrDefault(candidate => candidate.Source == CandidateSource.Online);
        var approvedOnline =
            task.Outcome?.Choice is { Verdict: AnnotationVerdict.Approve, Candidate: { } index }
            && task.Content.Candidates[index].Source == CandidateSource.Online;
        return task.Answer is not { } answer || online is null || approvedOnline
            ? null
            : new PairMaterial
            {
                Id = task.SampleId,
                Prompt = task.Content.Messages,
                Chosen = answer,
                Rejected = online.Text,
                RejectedVersion = AnnotationTasks.Text(task.Content.Meta, "version") ?? online.Model,
                RejectedThumb = ThumbRows.Thumb(task.Content.Feedback),
                Meta = Meta(task),
            };
    }

    /// <summary>The supervised row of an ended task, or why there is none.</summary>
    public static (Sample? Row, Drop? Drop) SupervisedOrDrop(AnnotationTask task) =>
        Supervised(task) is { } row ? (row, null) : (null, NoAnswer(task));

    /// <summary>The preference row of an ended task that holds all guards, or why there is none.</summary>
    public static (Sample? Row, Drop? Drop) GuardedPair(AnnotationTask task, PairGuardOptions guards)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.Answer is null)
        {
            return (null, NoAnswer(task));
        }

        if (Pair(task) is not { } pair)
        {
            return (null, new Drop(PairRejects.NoRejected, new JsonObject { ["task"] = task.Id }));
        }

        return PairGuards.Check(pair, guards) is { } drop ? (null, drop) : (pair.ToSample(), null);
    }

    private static Drop NoAnswer(AnnotationTask task) =>
        new(
            PairRejects.NoAnswer,
            new JsonObject
            {
                ["state"] = task.State.ToString().ToLowerInvariant(),
                ["why"] = task.Outcome?.Choice.Reason,
                ["task"] = task.Id,
            }
        );

    private static Dictionary<string, double> Scores(AnnotationTask task) =>
        task.Outcome?.Choice.Candidate is { } index && task.Content.Candidates[index].Score is { } score
            ? new Dictionary<string, double> { ["judge"] = score }
            : [];

    private static JsonObject Meta(AnnotationTask task)
    {
        var meta = (JsonObject?)task.Content.Meta?.DeepClone() ?? [];
        var outcome = task.Outcome!;
        meta["annotation"] = new JsonObject
        {
            ["project"] = task.Project,
            ["task"] = task.Id,
            ["round"] = task.Round,
            ["verdict"] = outcome.Choice.Verdict.ToString().ToLowerInvariant(),
            ["by"] = outcome.By,
            ["annotators"] = new JsonArray([.. task.Decisions.Select(decision => (JsonNode)decision.By)]),
            ["guidelines"] = outcome.Guidelines,
        };
        return meta;
    }
}
