using Distill.Core.Annotation;

namespace Distill.Core.Storage;

/// <summary>Annotation projects, their tasks and the tasks' audit trail. Thread-safe; every write is conditional.</summary>
/// <remarks>
/// A change of a task and its entry in the trail are one write: neither is without the other. Lists of open tasks touch only what is open, however many tasks
/// have ended.
/// </remarks>
public interface IAnnotationStore
{
    /// <summary>Adds a project.</summary>
    /// <exception cref="StoreConflictException">A project of this id exists.</exception>
    Task<Versioned<AnnotationProject>> AddProjectAsync(AnnotationProject project, CancellationToken cancellationToken = default);

    /// <summary>The project, or null.</summary>
    Task<Versioned<AnnotationProject>?> FindProjectAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Replaces a project that is still at version <paramref name="etag"/>.</summary>
    /// <exception cref="StoreConflictException">It has changed, or is gone.</exception>
    Task<Versioned<AnnotationProject>> ReplaceProjectAsync(
        AnnotationProject project,
        string etag,
        CancellationToken cancellationToken = default
    );

    /// <summary>All projects, newest first.</summary>
    IAsyncEnumerable<AnnotationProject> ListProjectsAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds tasks; one that is there already stays as it is.</summary>
    /// <returns>How many were added.</returns>
    /// <exception cref="ArgumentException">An id is not one of <see cref="AnnotationTaskId"/>.</exception>
    Task<int> AddTasksAsync(IReadOnlyCollection<AnnotationTask> tasks, CancellationToken cancellationToken = default);

    /// <summary>The task with its content, or null.</summary>
    Task<Versioned<AnnotationTask>?> FindTaskAsync(string project, string id, CancellationToken cancellationToken = default);

    /// <summary>Replaces a task that is still at version <paramref name="etag"/> and adds to its trail, both or neither.</summary>
    /// <param name="task">The task with its content.</param>
    /// <param name="etag">The version it was read at.</param>
    /// <param name="entry">The change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="StoreConflictException">It has changed, or is gone.</exception>
    Task<Versioned<AnnotationTask>> ReplaceTaskAsync(
        AnnotationTask task,
        string etag,
        AuditEntry entry,
        CancellationToken cancellationToken = default
    );

    /// <summary>Tasks of a project by id.</summary>
    IAsyncEnumerable<AnnotationTask> ListTasksAsync(string project, TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>Tasks that have not ended, without their content, the older ones rather first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="round">Only those of a round; null for all.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    IAsyncEnumerable<AnnotationTask> ListOpenAsync(string project, string? round = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tasks that may be for a person, without their content: what they hold, then what waits for a second decision after another person's, then what waits for a first one, in each the older ones
    /// rather first; or, to settle disagreements, what they hold and what waits for that. Tasks that others hold, or that the person has passed on, are among them.
    /// </summary>
    /// <remarks>Touches no more than it gives, whatever else is open.</remarks>
    /// <param name="project">The project.</param>
    /// <param name="annotator">The person.</param>
    /// <param name="adjudicate">True to settle disagreements.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    IAsyncEnumerable<AnnotationTask> ListWaitingAsync(
        string project,
        string annotator,
        bool adjudicate = false,
        CancellationToken cancellationToken = default
    );

    /// <summary>Id of the task whose last decision is a person's, the latest of these; null when there is none. Touches no other task.</summary>
    Task<string?> FindLastDecidedAsync(string project, string annotator, CancellationToken cancellationToken = default);

    /// <summary>The counters of a project, or of one round of it; they change in the same step as the tasks. Touches no task.</summary>
    Task<AnnotationTally> TallyAsync(string project, string? round = null, CancellationToken cancellationToken = default);

    /// <summary>The trail of a task, oldest entry first.</summary>
    IAsyncEnumerable<AuditEntry> ListAuditAsync(string project, string taskId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a task with its content and its trail, whatever its state; false when there was none. Only for what must be forgotten.</summary>
    Task<bool> DeleteTaskAsync(string project, string id, CancellationToken cancellationToken = default);
}
