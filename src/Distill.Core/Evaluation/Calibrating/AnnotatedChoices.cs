using System.IO.Hashing;
using System.Text;
using Distill.Core.Annotation;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Normalization;

namespace Distill.Core.Evaluation.Calibrating;

/// <summary>
/// Makes choices between two answers of what people decided in annotation. Pure. An approved candidate was preferred to the answer that was passed over, a text of the person's own to the answer that it
/// replaces. A task gives one choice, however many people decided on it, so that choices are independent.
/// </summary>
public static class AnnotatedChoices
{
    /// <summary>Why a task gives none: it has not ended, or people disagree on it.</summary>
    public const string Open = "open";

    /// <summary>Why a task gives none: people called the question unfit, which says nothing about two answers.</summary>
    public const string Rejected = "rejected";

    /// <summary>Why a task gives none: its deadline dropped it, or took the draft that the judge scored best, which would be the judge against itself.</summary>
    public const string Deadline = "decided_by_deadline";

    /// <summary>Why a task gives none: there was only one answer to approve.</summary>
    public const string NoAlternative = "no_alternative";

    /// <summary>Why a task gives none: both answers say the same but for case, width and white space.</summary>
    public const string SameAnswer = "same_answer";

    // Which answer stands for the candidate must not follow from which one people chose: a judge that always said A would agree with them.
    private const long OrientationSeed = 0x5EED;

    /// <summary>The choice of a task, or why there is none.</summary>
    /// <param name="task">The task with its content.</param>
    public static (AnnotatedChoice? Choice, string? Reason) Of(AnnotationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (ReasonAgainst(task) is { } reason)
        {
            return (null, reason);
        }

        if (task.Answer is not { } chosen || PassedOver(task) is not { } other)
        {
            return (null, NoAlternative);
        }

        return TextKey.Of(chosen) == TextKey.Of(other) ? (null, SameAnswer) : (Choice(task, chosen, other), null);
    }

    /// <summary>Why a task gives no choice, as far as it can be told without its content; null when it may give one.</summary>
    public static string? ReasonAgainst(AnnotationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task switch
        {
            { IsFinal: false } => Open,
            { State: AnnotationState.Rejected } => Rejected,
            { State: AnnotationState.Expired } or { Outcome: null } or { Outcome.By: AnnotationDecision.Policy } => Deadline,
            _ => null,
        };
    }

    /// <summary>Where a task stands in the order in which choices are drawn: as good as random, and always the same.</summary>
    public static ulong OrderOf(string taskId) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(taskId));

    // What the user had is what everything else is meant to be better than. Where it was approved itself, it was preferred to what stood first among the rest.
    private static string? PassedOver(AnnotationTask task)
    {
        var approved = task.Outcome!.Choice is { Verdict: AnnotationVerdict.Approve } choice ? choice.Candidate : null;
        var others = task.Content.Candidates.Where((_, index) => index != approved).ToList();
        return (others.Find(candidate => candidate.Source == CandidateSource.Online) ?? others.FirstOrDefault())?.Text;
    }

    private static AnnotatedChoice Choice(AnnotationTask task, string chosen, string other)
    {
        var outcome = task.Outcome!;
        var isCandidate = (XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(task.Id), OrientationSeed) & 1) == 0;
        return new AnnotatedChoice
        {
            Item = new EvaluationItem
            {
                Id = task.Id,
                Prompt = task.Content.Messages,
                Candidate = isCandidate ? chosen : other,
                Baseline = isCandidate ? other : chosen,
            },
            Label = isCandidate ? "good" : "bad",
            Verdict = outcome.Choice.Verdict.ToString().ToLowerInvariant(),
            Annotators = [.. task.Decisions.Select(decision => decision.By)],
            Guidelines = outcome.Guidelines,
            Asid = task.Asid,
            User = AnnotationTasks.Text(task.Content.Meta, "user"),
        };
    }
}
