using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>Annotation in the tables <c>DistillAnnotationProjects</c> and <c>DistillAnnotations</c>. Thread-safe, and safe among processes.</summary>
/// <remarks><see cref="AnnotationRows"/> tells how tasks lie in partitions.</remarks>
public sealed class AzureAnnotationStore : IAnnotationStore
{
    private const int PageSize = 200;

    // Two rows a task, at most 100 rows a transaction; and a head and a content in the row have at most 32,000 and 24,000 characters as a rule.
    private const int MaxTasks = 25;

    private readonly EntityTable<AnnotationProject> projects;
    private readonly StateTable table;
    private readonly AnnotationRows rows;

    /// <summary>The annotation of an account.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="blobs">Where conversations and candidates go that are too long for a row.</param>
    public AzureAnnotationStore(AzureStorageClients clients, IBlobStore blobs)
    {
        projects = new EntityTable<AnnotationProject>(
            clients,
            "DistillAnnotationProjects",
            "annotation project",
            blobs,
            project => (project.Id, project.CreatedAt)
        );
        table = new StateTable(clients, "DistillAnnotations");
        rows = new AnnotationRows(blobs);
    }

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
    public async Task<int> AddTasksAsync(IReadOnlyCollection<AnnotationTask> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var batches = tasks
            .DistinctBy(task => (task.Project, AnnotationTaskId.Require(task.Id)))
            .GroupBy(task => AnnotationRows.Partition(task.Project, task.Id), StringComparer.Ordinal)
            .SelectMany(partition => partition.Chunk(MaxTasks))
            .ToList();
        var added = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            batches,
            options,
            async (batch, token) => Interlocked.Add(ref added, await AddBatchAsync(batch, token))
        );
        return added;
    }

    /// <inheritdoc />
    public async Task<Versioned<AnnotationTask>?> FindTaskAsync(string project, string id, CancellationToken cancellationToken = default)
    {
        var row = AnnotationTaskId.IsOne(id) ? await FindRowAsync(project, id, cancellationToken) : null;
        return row is null ? null : new Versioned<AnnotationTask>(await rows.ReadAsync(row, true, cancellationToken), row.ETag.ToString());
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
        var row = await rows.TaskAsync(task, cancellationToken);
        try
        {
            var known = await FindRowAsync(task.Project, task.Id, cancellationToken);
            if (known is null || known.ETag.ToString() != etag)
            {
                throw Changed(task.Id);
            }

            var actions = await rows.ChangeAsync(task, row, known, entry, cancellationToken);
            var answers = await table.SubmitAsync(actions, cancellationToken);
            return new Versioned<AnnotationTask>(task, answers[0].Headers.ETag.ToString()!);
        }
        catch (RequestFailedException)
        {
            var stored = await FindRowAsync(task.Project, task.Id, cancellationToken);
            return AnnotationRows.IsSameWrite(stored, row)
                ? new Versioned<AnnotationTask>(task, stored!.ETag.ToString())
                : throw Changed(task.Id);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AnnotationTask> ListTasksAsync(
        string project,
        TaskQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        await foreach (var row in ListAsync(project, AnnotationRows.Tasks, cancellationToken))
        {
            var head = await rows.ReadAsync(row, withContent: false, cancellationToken);
            if (query.Matches(head))
            {
                yield return query.WithContent ? await rows.ReadAsync(row, withContent: true, cancellationToken) : head;
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AnnotationTask> ListOpenAsync(
        string project,
        string? round = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var prefix = round is null ? AnnotationRows.Open : AnnotationRows.OpenPrefix(round);
        await foreach (var row in ListAsync(project, prefix, cancellationToken))
        {
            yield return await rows.ReadAsync(row, withContent: false, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditEntry> ListAuditAsync(
        string project,
        string taskId,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        if (!AnnotationTaskId.IsOne(taskId))
        {
            yield break;
        }

        var partition = AnnotationRows.Partition(project, taskId);
        await foreach (var row in table.ListAsync(partition, AnnotationRows.AuditPrefix(taskId), PageSize, cancellationToken))
        {
            yield return await rows.ReadAuditAsync(row, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<bool> DeleteTaskAsync(string project, string id, CancellationToken cancellationToken = default)
    {
        if (!AnnotationTaskId.IsOne(id) || await FindRowAsync(project, id, cancellationToken) is not { } row)
        {
            return false;
        }

        // The task's own row goes last: until then, a repetition after a crash finds it and goes on.
        await rows.DeleteBlobsAsync(row, cancellationToken);
        var trail = await table
            .ListAsync(row.PartitionKey, AnnotationRows.AuditPrefix(id), PageSize, cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var entry in trail)
        {
            await table.DeleteAsync(entry, cancellationToken);
        }

        var task = await rows.ReadAsync(row, withContent: false, cancellationToken);
        await table.DeleteAsync(new TableEntity(row.PartitionKey, AnnotationRows.OpenKey(task)), cancellationToken);
        await table.DeleteAsync(row, cancellationToken);
        return true;
    }

    private async IAsyncEnumerable<TableEntity> ListAsync(
        string project,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var partition in AnnotationRows.Partitions(project))
        {
            await foreach (var row in table.ListAsync(partition, prefix, PageSize, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private Task<TableEntity?> FindRowAsync(string project, string id, CancellationToken cancellationToken) =>
        table.FindAsync(AnnotationRows.Partition(project, id), AnnotationRows.TaskKey(id), cancellationToken);

    private async Task<int> AddBatchAsync(IReadOnlyList<AnnotationTask> batch, CancellationToken cancellationToken)
    {
        // Each round takes out at least the task that was in the way, so it ends.
        while (batch.Count > 0)
        {
            var added = new List<TableEntity>();
            foreach (var task in batch)
            {
                added.Add(await rows.TaskAsync(task, cancellationToken));
                if (!task.IsFinal)
                {
                    added.Add(await rows.OpenAsync(task, cancellationToken));
                }
            }

            try
            {
                _ = await table.InsertAsync(added, cancellationToken);
                return batch.Count;
            }
            catch (RequestFailedException exception) when (StateTable.IsTaken(exception))
            {
                var unknown = new List<AnnotationTask>();
                foreach (var task in batch)
                {
                    if (await FindRowAsync(task.Project, task.Id, cancellationToken) is null)
                    {
                        unknown.Add(task);
                    }
                }

                batch = unknown;
            }
        }

        return 0;
    }

    private static StoreConflictException Changed(string id) =>
        new($"The annotation task '{id}' has changed since it was read, or is gone.");
}
