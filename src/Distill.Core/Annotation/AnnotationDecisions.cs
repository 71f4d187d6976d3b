using static Distill.Core.Annotation.AnnotationMachine;

namespace Distill.Core.Annotation;

/// <summary>The part of <see cref="AnnotationMachine"/> that ends tasks, and takes an end back.</summary>
internal static class AnnotationDecisions
{
    public static AnnotationTransition Decide(AnnotationTask task, AnnotationAction.Decide decide, DateTimeOffset now)
    {
        if (task.Lease?.Id != decide.LeaseId || task.Lease.Annotator != decide.By)
        {
            // The answer to a decision may be lost on its way, and the decision be sent again.
            return
                task.Decisions is [.., var last] && last.LeaseId == decide.LeaseId && last.By == decide.By && last.Choice == decide.Choice
                ? Done(task)
                : LeaseLost(task);
        }

        if (decide.Choice.Fault(task.Content.Candidates.Count) is { } fault)
        {
            return Refuse(task, AnnotationRefusal.InvalidChoice, fault);
        }

        var decision = new AnnotationDecision
        {
            Choice = decide.Choice,
            By = decide.By,
            Time = now,
            LeaseId = decide.LeaseId,
            Guidelines = decide.Guidelines,
            Adjudicates = task.NeedsAdjudication,
        };
        var decided = Freed(task) with { Decisions = [.. task.Decisions, decision] };
        return Done(IsSettled(decided, decision) ? Ended(decided, decision) : decided);
    }

    public static AnnotationTransition Undo(AnnotationTask task, AnnotationAction.Undo undo)
    {
        if (task.ConsumedBy is { } consumer)
        {
            return Refuse(task, AnnotationRefusal.Consumed, $"The outcome is used by '{consumer}' already; it cannot be undone.");
        }

        if (task.Decisions is not [.., var last] || last.By != undo.By || task.Outcome?.By == AnnotationDecision.Policy)
        {
            return Refuse(task, AnnotationRefusal.NotYours, "The last decision on this task is not yours.");
        }

        var open = task with { Decisions = [.. task.Decisions.SkipLast(1)], Outcome = null };
        // Another person may be at work on the same task for the second decision, and stays so.
        return Done(open.Lease is null ? Freed(open) : open with { State = AnnotationState.Assigned });
    }

    public static AnnotationTransition MeetDeadline(AnnotationTask task, AnnotationAction.MeetDeadline meet, DateTimeOffset now)
    {
        if (task.IsFinal || !(meet.Certainly || task.Deadline.IsDue(now)))
        {
            return Done(task);
        }

        var freed = Freed(task);
        if (!task.NeedsAdjudication && task.Decisions is [.., var only])
        {
            return Done(Ended(freed, only));
        }

        if (
            task.Deadline.Policy == DeadlinePolicy.Take
            && task.Draft is { } best
            && task.Content.Candidates[best].Score >= task.Deadline.Threshold
        )
        {
            var taken = new AnnotationDecision
            {
                Choice = AnnotationChoice.Approve(best),
                By = AnnotationDecision.Policy,
                Time = now,
            };
            return Done(Ended(freed, taken));
        }

        return Done(freed with { State = AnnotationState.Expired });
    }

    public static AnnotationTransition Consume(AnnotationTask task, AnnotationAction.Consume consume)
    {
        if (!task.IsFinal)
        {
            return Refuse(task, AnnotationRefusal.WrongState, $"The task is {task.State}; only an ended one can be used.");
        }

        return task.ConsumedBy is null ? Done(task with { ConsumedBy = consume.Consumer }) : Done(task);
    }

    // Rewrites agree only when they say the same; whoever settles a disagreement is not asked to agree.
    private static bool IsSettled(AnnotationTask task, AnnotationDecision last) =>
        last.Adjudicates
        || (
            task.Decisions.Count >= task.Required && task.Decisions.All(decision => AnnotationAgreement.Agree(decision.Choice, last.Choice))
        );

    private static AnnotationTask Ended(AnnotationTask task, AnnotationDecision outcome) =>
        task with
        {
            Outcome = outcome,
            State = outcome.Choice.Verdict switch
            {
                AnnotationVerdict.Approve => AnnotationState.Approved,
                AnnotationVerdict.Rewrite => AnnotationState.Rewritten,
                _ => AnnotationState.Rejected,
            },
        };
}
