namespace Distill.Core.Annotation;

/// <summary>The states of a task and what moves it from one to the next. Pure.</summary>
/// <remarks>
/// A task waits (<see cref="AnnotationState.Queued"/>, with drafts <see cref="AnnotationState.Drafted"/>), is <see cref="AnnotationState.Assigned"/> while a
/// person holds it, waits again until all who are required have decided, and ends. Two who disagree leave it waiting for a third, whose decision counts.
/// Doing the same thing again with the same lease changes nothing, so an answer that was lost may be asked for again.
/// </remarks>
public static class AnnotationMachine
{
    /// <summary>Does an action.</summary>
    /// <param name="task">The task with its content.</param>
    /// <param name="action">What happens.</param>
    /// <param name="now">When.</param>
    public static AnnotationTransition Apply(AnnotationTask task, AnnotationAction action, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(task);
        var moved = action switch
        {
            AnnotationAction.Draft draft => Draft(task, draft),
            AnnotationAction.Assign assign => Assign(task, assign, now),
            AnnotationAction.Renew renew => Held(task, renew.LeaseId, renew.By, () => Extended(task, renew.Duration, now)),
            AnnotationAction.Skip skip => Held(
                task,
                skip.LeaseId,
                skip.By,
                () => Freed(task) with { SkippedBy = [.. task.SkippedBy, skip.By] }
            ),
            AnnotationAction.Release release => Held(task, release.LeaseId, release.By, () => Freed(task)),
            AnnotationAction.Unassign => task.Lease is null ? Done(task) : Done(Freed(task)),
            AnnotationAction.EndLease => task.Lease is { } lease && !lease.IsLive(now) ? Done(Freed(task)) : Done(task),
            AnnotationAction.Decide decide => AnnotationDecisions.Decide(task, decide, now),
            AnnotationAction.Undo undo => AnnotationDecisions.Undo(task, undo),
            AnnotationAction.MeetDeadline meet => AnnotationDecisions.MeetDeadline(task, meet, now),
            AnnotationAction.Consume consume => AnnotationDecisions.Consume(task, consume),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "There is no such action."),
        };
        return moved.Refusal is not null || ReferenceEquals(moved.Task, task)
            ? moved
            : Done(moved.Task with { UpdatedAt = now, Changes = task.Changes + 1 });
    }

    /// <summary>True when a person may take the task now, or holds it already.</summary>
    public static bool IsOpenTo(AnnotationTask task, string annotator, bool adjudicate, DateTimeOffset now) =>
        WhyNot(task, annotator, adjudicate, now) is null;

    internal static AnnotationTransition Done(AnnotationTask task) => new(task);

    internal static AnnotationTransition Refuse(AnnotationTask task, string reason, string message) =>
        new(task, new AnnotationRefusal(reason, message));

    internal static AnnotationTransition LeaseLost(AnnotationTask task) =>
        Refuse(
            task,
            AnnotationRefusal.LeaseLost,
            "The lease on this task is lost: it ran out and the task was given to another person, or it has ended. Take the next task."
        );

    /// <summary>The task without its lease, waiting.</summary>
    internal static AnnotationTask Freed(AnnotationTask task) =>
        task with
        {
            Lease = null,
            State = task.Draft is null ? AnnotationState.Queued : AnnotationState.Drafted,
        };

    private static AnnotationTransition Draft(AnnotationTask task, AnnotationAction.Draft draft)
    {
        if (task.State != AnnotationState.Queued)
        {
            return Refuse(task, AnnotationRefusal.WrongState, $"The task is {task.State}; drafts are for a queued one.");
        }

        var content = task.Content with { Candidates = draft.Candidates };
        return Done(Freed(task with { Content = content, Draft = CandidateRanking.BestDraft(draft.Candidates) }));
    }

    private static AnnotationTransition Assign(AnnotationTask task, AnnotationAction.Assign assign, DateTimeOffset now)
    {
        if (WhyNot(task, assign.By, assign.Adjudicate, now) is { } refusal)
        {
            return new AnnotationTransition(task, refusal);
        }

        return task.Lease?.Annotator == assign.By
            ? Done(Extended(task, assign.Duration, now))
            : Done(
                task with
                {
                    State = AnnotationState.Assigned,
                    Lease = new AnnotationLease(assign.LeaseId, assign.By, now + assign.Duration),
                }
            );
    }

    private static AnnotationRefusal? WhyNot(AnnotationTask task, string annotator, bool adjudicate, DateTimeOffset now)
    {
        if (task.IsFinal)
        {
            return new AnnotationRefusal(AnnotationRefusal.Ended, $"The task is {task.State} already.");
        }

        if (task.Lease is { } lease && lease.Annotator != annotator && lease.IsLive(now))
        {
            return new AnnotationRefusal(AnnotationRefusal.Leased, $"Another person has the task until {lease.ExpiresAt:u}.");
        }

        if (task.NeedsAdjudication != adjudicate)
        {
            return new AnnotationRefusal(
                AnnotationRefusal.WrongState,
                adjudicate ? "There is no disagreement to settle." : "The task waits for somebody to settle a disagreement."
            );
        }

        return task.Decisions.Any(decision => decision.By == annotator) || task.SkippedBy.Contains(annotator)
            ? new AnnotationRefusal(
                AnnotationRefusal.NotForYou,
                "You have decided on this task, or passed it on; it is for another person."
            )
            : null;
    }

    private static AnnotationTransition Held(AnnotationTask task, string leaseId, string annotator, Func<AnnotationTask> change) =>
        task.Lease?.Id == leaseId && task.Lease.Annotator == annotator ? Done(change()) : LeaseLost(task);

    private static AnnotationTask Extended(AnnotationTask task, TimeSpan duration, DateTimeOffset now) =>
        task with
        {
            Lease = task.Lease! with { ExpiresAt = now + duration },
        };
}
