using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>Annotation in the tables <c>DistillAnnotationProjects</c> and <c>DistillAnnotations</c>. Thread-safe, and safe among processes.</summary>
/// <remarks><see cref="AnnotationRows"/> tells how tasks lie in partitions.</remarks>
public sealed class AzureAnnotationStore : IAnnotationStore
{
    private const int PageSize = 200;

    private readonly EntityTable<AnnotationProject> projects;
    private readonly StateTable table;
    private readonly AnnotationRows rows;
    private readonly AnnotationCounts counts;
    private readonly AnnotationWrites writes;

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
        counts = new AnnotationCounts(table, rows, blobs);
        writes = new AnnotationWrites(table, rows, counts);
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
    public Task<int> AddTasksAsync(IReadOnlyCollection<AnnotationTask> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return writes.AddAsync(tasks, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Versioned<AnnotationTask>?> FindTaskAsync(string project, string id, CancellationToken cancellationToken = default)
    {
        var row = AnnotationTaskId.IsOne(id) ? await FindRowAsync(project, id, cancellationToken) : null;
        return row is null ? null : new Versioned<AnnotationTask>(await rows.ReadAsync(row, true, cancellationToken), row.ETag.ToString());
    }

    /// <inheritdoc />
    public Task<Versioned<AnnotationTask>> ReplaceTaskAsync(
        AnnotationTask task,
        string etag,
        AuditEntry entry,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(task);
        return writes.ReplaceAsync(task, etag, entry, cancellationToken);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AnnotationTask> ListTasksAsync(
        string project,
        TaskQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        await foreach (var row in ListAfterAsync(project, query.After, cancellationToken))
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
        var prefix = round is null ? AnnotationKeys.Open : AnnotationKeys.OpenPrefix(round);
        await foreach (var row in ListAsync(project, prefix, cancellationToken))
        {
            yield return await rows.ReadAsync(row, withContent: false, cancellationToken);
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<AnnotationTask> ListWaitingAsync(
        string project,
        string annotator,
        bool adjudicate = false,
        CancellationToken cancellationToken = default
    ) => Queue(project, annotator).ListAsync(adjudicate, cancellationToken);

    /// <inheritdoc />
    public Task<string?> FindLastDecidedAsync(string project, string annotator, CancellationToken cancellationToken = default) =>
        Queue(project, annotator).FindLastDecidedAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<AnnotationTally> TallyAsync(string project, string? round = null, CancellationToken cancellationToken = default)
    {
        var sum = new AnnotationTally();
        var parts = await Task.WhenAll(
            AnnotationKeys.Partitions(project).Select(partition => counts.ReadAsync(partition, round, cancellationToken))
        );
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        return sum;
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

        var partition = AnnotationKeys.Partition(project, taskId);
        await foreach (var row in table.ListAsync(partition, AnnotationKeys.AuditPrefix(taskId), PageSize, cancellationToken))
        {
            yield return await rows.ReadAuditAsync(row, cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task<bool> DeleteTaskAsync(string project, string id, CancellationToken cancellationToken = default) =>
        AnnotationTaskId.IsOne(id) ? writes.DeleteAsync(project, id, cancellationToken) : Task.FromResult(false);

    // Partitions are in the order of ids.
    private async IAsyncEnumerable<TableEntity> ListAfterAsync(
        string project,
        string? id,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (after, before) = (AnnotationKeys.OfTask(id ?? ""), TableKeys.After(AnnotationKeys.Tasks));
        foreach (
            var partition in AnnotationKeys.Partitions(project).Where(partition => id is not { Length: > 0 } || partition[^1] >= id[0])
        )
        {
            await foreach (var row in table.ListAsync(partition, after, before, PageSize, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private async IAsyncEnumerable<TableEntity> ListAsync(
        string project,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var partition in AnnotationKeys.Partitions(project))
        {
            await foreach (var row in table.ListAsync(partition, prefix, PageSize, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private AnnotationQueue Queue(string project, string annotator) => new(table, rows, counts, project, annotator);

    private Task<TableEntity?> FindRowAsync(string project, string id, CancellationToken cancellationToken) =>
        table.FindAsync(AnnotationKeys.Partition(project, id), AnnotationKeys.OfTask(id), cancellationToken);
}
