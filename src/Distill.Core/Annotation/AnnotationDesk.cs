using Distill.Core.Storage;

namespace Distill.Core.Annotation;

/// <summary>Hands tasks to people and takes their decisions, under races. Thread-safe, and safe among processes.</summary>
/// <param name="store">The tasks.</param>
/// <param name="time">The clock of leases and deadlines.</param>
public sealed class AnnotationDesk(IAnnotationStore store, TimeProvider time)
{
    private const int MaxRaces = 20;

    /// <summary>Gives a person a task on lease: the one they hold, else one that waits.</summary>
    /// <param name="project">The project.</param>
    /// <param name="annotator">The person.</param>
    /// <param name="adjudicate">True for a task on which two people disagree.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The task with its lease, or null when nothing waits for this person.</returns>
    public async Task<Versioned<AnnotationTask>?> NextAsync(
        AnnotationProject project,
        string annotator,
        bool adjudicate = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(project);
        await foreach (var head in store.ListWaitingAsync(project.Id, annotator, adjudicate, cancellationToken))
        {
            if (!AnnotationMachine.IsOpenTo(head, annotator, adjudicate, time.GetUtcNow()))
            {
                continue;
            }

            // Whoever loses the race for this task is refused here and looks at the one after it.
            var answer = await TakeAsync(project, head.Id, annotator, adjudicate, cancellationToken);
            if (answer.Refusal is null)
            {
                return answer.Task;
            }
        }

        return null;
    }

    /// <summary>Gives a person a certain task on lease.</summary>
    /// <param name="project">The project.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="annotator">The person.</param>
    /// <param name="adjudicate">True to settle a disagreement.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<DeskAnswer> TakeAsync(
        AnnotationProject project,
        string taskId,
        string annotator,
        bool adjudicate = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(project);
        var lease = TimeSpan.FromSeconds(project.LeaseSeconds);
        var action = new AnnotationAction.Assign(Guid.NewGuid().ToString("N"), lease, adjudicate, annotator);
        return ApplyAsync(project.Id, taskId, action, null, cancellationToken);
    }

    /// <summary>Does an action on a task.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="action">What is to happen.</param>
    /// <param name="etag">The version that the task must be at; null does not matter.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="StoreConflictException">Lost 20 races in a row.</exception>
    public async Task<DeskAnswer> ApplyAsync(
        string project,
        string taskId,
        AnnotationAction action,
        string? etag = null,
        CancellationToken cancellationToken = default
    )
    {
        for (var race = 1; ; race++)
        {
            var found = await store.FindTaskAsync(project, taskId, cancellationToken);
            if (found is null)
            {
                return new DeskAnswer(null, new AnnotationRefusal(AnnotationRefusal.NotFound, $"There is no task '{taskId}'."));
            }

            if (etag is not null && etag.Trim('"') != found.ETag.Trim('"'))
            {
                return new DeskAnswer(found, new AnnotationRefusal(AnnotationRefusal.Changed, "The task has changed since it was read."));
            }

            var (task, refusal) = AnnotationMachine.Apply(found.Value, action, time.GetUtcNow());
            if (refusal is not null || ReferenceEquals(task, found.Value))
            {
                return new DeskAnswer(found, refusal);
            }

            try
            {
                var entry = AuditEntry.Of(found.Value, task, action);
                return new DeskAnswer(await store.ReplaceTaskAsync(task, found.ETag, entry, cancellationToken));
            }
            catch (StoreConflictException) when (race < MaxRaces)
            {
                // Another one was first: what is possible now is decided on the task as it is now.
            }
        }
    }

    /// <summary>Takes back the person's own last decision in a project.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="annotator">The person.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The reopened task, or why there is none.</returns>
    public async Task<DeskAnswer> UndoLastAsync(string project, string annotator, CancellationToken cancellationToken = default)
    {
        return await store.FindLastDecidedAsync(project, annotator, cancellationToken) is not { } last
            ? new DeskAnswer(null, new AnnotationRefusal(AnnotationRefusal.NotYours, "You have not decided on anything yet."))
            : await ApplyAsync(project, last, new AnnotationAction.Undo(annotator), null, cancellationToken);
    }

    /// <summary>Ends leases that have run out and carries out deadlines that have come, in one project or in all.</summary>
    /// <param name="project">Id of the project; null for all.</param>
    /// <param name="by">Who does so, for the trail.</param>
    /// <param name="cancellationToken">Stops between two tasks.</param>
    /// <returns>Leases ended, and tasks ended.</returns>
    public async Task<(int Leases, int Tasks)> ExpireAsync(
        string? project = null,
        string by = AnnotationDecision.Policy,
        CancellationToken cancellationToken = default
    )
    {
        var projects = await store
            .ListProjectsAsync(cancellationToken)
            .Select(found => found.Id)
            .Where(id => project is null || id == project)
            .ToListAsync(cancellationToken);
        var (leases, tasks) = (0, 0);
        foreach (var id in projects)
        {
            await foreach (var head in store.ListOpenAsync(id, null, cancellationToken))
            {
                var action = Due(head, by, time.GetUtcNow());
                if (action is not null)
                {
                    var answer = await ApplyAsync(id, head.Id, action, null, cancellationToken);
                    var changed = answer.Task?.Value.Changes > head.Changes ? 1 : 0;
                    (leases, tasks) = action is AnnotationAction.EndLease ? (leases + changed, tasks) : (leases, tasks + changed);
                }
            }
        }

        return (leases, tasks);
    }

    private static AnnotationAction? Due(AnnotationTask task, string by, DateTimeOffset now)
    {
        if (task.Deadline.IsDue(now))
        {
            return new AnnotationAction.MeetDeadline(by);
        }

        return task.Lease is { } lease && !lease.IsLive(now) ? new AnnotationAction.EndLease(by) : null;
    }
}
