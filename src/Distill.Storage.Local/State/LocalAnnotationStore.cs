using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Storage.Local.State;

/// <summary>Annotation projects, tasks and audit trails in the state database. Thread-safe.</summary>
/// <remarks>What a list of open tasks asks for is in columns with an index; conversation and candidates are a column of their own, read only when wanted.</remarks>
public sealed class LocalAnnotationStore(StateDatabase database) : IAnnotationStore
{
    private const int PageSize = 200;

    private readonly EntityTable<AnnotationProject> projects = new(
        database,
        "annotation_projects",
        "annotation project",
        project => (project.Id, project.CreatedAt)
    );

    /// <inheritdoc />
    public Task<Versioned<AnnotationProject>> AddProjectAsync(AnnotationProject project, CancellationToken cancellationToken = default) =>
        projects.AddAsync(project, sameIsFine: false, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<AnnotationProject>?> FindProjectAsync(string id, CancellationToken cancellationToken = default) =>
        projects.FindAsync(id, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<AnnotationProject>> ReplaceProjectAsync(
        AnnotationProject project,
        string etag,
        CancellationToken cancellationToken = default
    ) => projects.ReplaceAsync(project, etag, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<AnnotationProject> ListProjectsAsync(CancellationToken cancellationToken = default) =>
        projects.ListAsync(cancellationToken);

    /// <inheritdoc />
    public Task<int> AddTasksAsync(IReadOnlyCollection<AnnotationTask> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        foreach (var task in tasks)
        {
            AnnotationTaskId.Require(task.Id);
        }

        return tasks.Count == 0
            ? Task.FromResult(0)
            : database.WriteAsync(connection => AnnotationTaskRows.Insert(connection, tasks), cancellationToken);
    }

    /// <inheritdoc />
    public Task<Versioned<AnnotationTask>?> FindTaskAsync(string project, string id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rows = database.Read(connection =>
            connection.Query(
                "SELECT json, content, version FROM annotation_tasks WHERE project = $project AND id = $id",
                reader => new Versioned<AnnotationTask>(
                    AnnotationTaskRows.Parse(reader.GetString(0), reader.GetString(1)),
                    reader.GetInt64(2).ToString(CultureInfo.InvariantCulture)
                ),
                ("$project", project),
                ("$id", id)
            )
        );
        return Task.FromResult(rows.FirstOrDefault());
    }

    /// <inheritdoc />
    public async Task<Versioned<AnnotationTask>> ReplaceTaskAsync(
        AnnotationTask task,
        string etag,
        AuditEntry entry,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(task);
        var known = long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var changed =
            known
            && await database.WriteAsync(connection => AnnotationTaskRows.Replace(connection, task, version, entry), cancellationToken);
        return changed
            ? new Versioned<AnnotationTask>(task, (version + 1).ToString(CultureInfo.InvariantCulture))
            : throw new StoreConflictException($"The annotation task '{task.Id}' has changed since it was read, or is gone.");
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AnnotationTask> ListTasksAsync(
        string project,
        TaskQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        var page = new List<AnnotationTask>();
        // A condition that may be absent would keep SQLite from the index that serves it.
        var conditions = $"{(query.State is null ? "" : "AND state = $state ")}{(query.Round is null ? "" : "AND round = $round ")}";
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var last = page.Count == 0 ? query.After ?? "" : page[^1].Id;
            page = database.Read(connection =>
                connection.Query(
                    $"""
                    SELECT json, CASE WHEN $content THEN content END FROM annotation_tasks
                    WHERE project = $project AND id > $last {conditions} ORDER BY id LIMIT {PageSize}
                    """,
                    AnnotationTaskRows.Read,
                    ("$content", query.WithContent),
                    ("$project", project),
                    ("$last", last),
                    ("$state", query.State is { } state ? (int)state : null),
                    ("$round", query.Round)
                )
            );
            foreach (var task in page.Where(query.Matches))
            {
                yield return task;
            }

            await Task.Yield();
        } while (page.Count == PageSize);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AnnotationTask> ListOpenAsync(
        string project,
        string? round = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var page = new List<AnnotationTask>();
        var (time, id) = (0L, "");
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = database.Read(connection =>
                connection.Query(
                    $"""
                    SELECT json, NULL FROM annotation_tasks
                    WHERE project = $project AND is_open AND (created_at, id) > ($time, $id) AND ($round IS NULL OR round = $round)
                    ORDER BY created_at, id LIMIT {PageSize}
                    """,
                    AnnotationTaskRows.Read,
                    ("$project", project),
                    ("$time", time),
                    ("$id", id),
                    ("$round", round)
                )
            );
            foreach (var task in page)
            {
                yield return task;
            }

            (time, id) = page.Count == 0 ? (time, id) : (page[^1].CreatedAt.UtcTicks, page[^1].Id);
            await Task.Yield();
        } while (page.Count == PageSize);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<AnnotationTask> ListWaitingAsync(
        string project,
        string annotator,
        bool adjudicate = false,
        CancellationToken cancellationToken = default
    ) => new AnnotationQueue(database, project, annotator).ListAsync(adjudicate, cancellationToken);

    /// <inheritdoc />
    public Task<string?> FindLastDecidedAsync(string project, string annotator, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = database.Read(connection =>
            connection.Query(
                """
                SELECT id FROM annotation_tasks WHERE project = $project AND last_by = $annotator
                ORDER BY last_at DESC LIMIT 1
                """,
                reader => reader.GetString(0),
                ("$project", project),
                ("$annotator", annotator)
            )
        );
        return Task.FromResult(found.FirstOrDefault());
    }

    /// <inheritdoc />
    public Task<AnnotationTally> TallyAsync(string project, string? round = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(connection => AnnotationCounts.Read(connection, project, round)));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditEntry> ListAuditAsync(
        string project,
        string taskId,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = database.Read(connection =>
            connection.Query(
                "SELECT json FROM annotation_audit WHERE project = $project AND task = $task ORDER BY number",
                reader => JsonSerializer.Deserialize<AuditEntry>(reader.GetString(0), StorageJson.Options)!,
                ("$project", project),
                ("$task", taskId)
            )
        );
        await Task.Yield();
        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    /// <inheritdoc />
    public Task<bool> DeleteTaskAsync(string project, string id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(connection => AnnotationTaskRows.Delete(connection, project, id), cancellationToken);
}
