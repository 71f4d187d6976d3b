using Azure;
using Azure.Data.Tables;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>The changes of annotation tasks: each is one transaction over the task, its trail, the rows by which it is found, and the counters. Thread-safe, and safe among processes.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">The rows of tasks.</param>
/// <param name="counts">The counters.</param>
internal sealed class AnnotationWrites(StateTable table, AnnotationRows rows, AnnotationCounts counts)
{
    private const int PageSize = 200;
    private const int MaxRaces = 20;

    // Up to five rows a task, and one of counters a round, at most 100 rows a transaction; and a head and a content in the row have at most 32,000 and 24,000 characters as a rule.
    private const int MaxTasks = 16;

    /// <summary>Adds tasks; one that is there already stays as it is.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> AddAsync(IReadOnlyCollection<AnnotationTask> tasks, CancellationToken cancellationToken)
    {
        var batches = tasks
            .DistinctBy(task => (task.Project, AnnotationTaskId.Require(task.Id)))
            .GroupBy(task => AnnotationKeys.Partition(task.Project, task.Id), StringComparer.Ordinal)
            .ToList();
        var added = 0;
        // One batch a partition at a time: they share its counters.
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            batches,
            options,
            async (partition, token) =>
            {
                await counts.RequireAsync(partition.Key, token);
                foreach (var batch in partition.Chunk(MaxTasks))
                {
                    Interlocked.Add(ref added, await AddBatchAsync(partition.Key, batch, token));
                }
            }
        );
        return added;
    }

    /// <summary>Replaces a task that is still at a version.</summary>
    /// <exception cref="StoreConflictException">It has changed, or is gone.</exception>
    public async Task<Versioned<AnnotationTask>> ReplaceAsync(
        AnnotationTask task,
        string etag,
        AuditEntry entry,
        CancellationToken cancellationToken
    )
    {
        var row = await rows.TaskAsync(task, cancellationToken);
        await counts.RequireAsync(row.PartitionKey, cancellationToken);
        for (var race = 1; ; race++)
        {
            var known = await FindRowAsync(task.Project, task.Id, cancellationToken);
            if (known is null || known.ETag.ToString() != etag)
            {
                throw Changed(task.Id);
            }

            try
            {
                var actions = await ChangeAsync(task, row, known, entry, cancellationToken);
                var answers = await table.SubmitAsync(actions, cancellationToken);
                return new Versioned<AnnotationTask>(task, answers[0].Headers.ETag.ToString()!);
            }
            catch (RequestFailedException)
            {
                var stored = await FindRowAsync(task.Project, task.Id, cancellationToken);
                if (AnnotationRows.IsSameWrite(stored, row))
                {
                    return new Versioned<AnnotationTask>(task, stored!.ETag.ToString());
                }

                // The task is as it was: another one of its partition has changed the counters meanwhile.
                if (stored?.ETag.ToString() != etag || race == MaxRaces)
                {
                    throw Changed(task.Id);
                }
            }
        }
    }

    /// <summary>Deletes a task with its content and its trail; false when there was none.</summary>
    public async Task<bool> DeleteAsync(string project, string id, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(project, id, cancellationToken) is not { } row)
        {
            return false;
        }

        // The task's own row goes last: until then, a repetition after a crash finds it and goes on.
        await rows.DeleteBlobsAsync(row, cancellationToken);
        var trail = await table
            .ListAsync(row.PartitionKey, AnnotationKeys.AuditPrefix(id), PageSize, cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var entry in trail)
        {
            await table.DeleteAsync(entry, cancellationToken);
        }

        var task = await rows.ReadAsync(row, withContent: false, cancellationToken);
        await counts.RequireAsync(row.PartitionKey, cancellationToken);
        var gone = new AnnotationTally();
        gone.Remove(task);
        try
        {
            await table.SubmitAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag),
                    .. AnnotationRows.DeleteIndex(task, []),
                    await counts.ChangeAsync(row.PartitionKey, task.Round, gone, cancellationToken),
                ],
                cancellationToken
            );
        }
        catch (RequestFailedException)
        {
            // The task or the counters have changed meanwhile, or the answer to the same deletion was lost.
            _ = await DeleteAsync(project, id, cancellationToken);
        }

        return true;
    }

    private async Task<List<TableTransactionAction>> ChangeAsync(
        AnnotationTask task,
        TableEntity row,
        TableEntity known,
        AuditEntry entry,
        CancellationToken cancellationToken
    )
    {
        var before = await rows.ReadAsync(known, withContent: false, cancellationToken);
        var actions = await rows.ChangeAsync(task, row, before, known.ETag, entry, cancellationToken);
        var change = new AnnotationTally();
        change.Remove(before);
        change.Add(task);
        actions.Add(await counts.ChangeAsync(row.PartitionKey, task.Round, change, cancellationToken));
        return actions;
    }

    private Task<TableEntity?> FindRowAsync(string project, string id, CancellationToken cancellationToken) =>
        table.FindAsync(AnnotationKeys.Partition(project, id), AnnotationKeys.OfTask(id), cancellationToken);

    private async Task<int> AddBatchAsync(string partition, IReadOnlyList<AnnotationTask> batch, CancellationToken cancellationToken)
    {
        // Each round takes out at least the task that was in the way, or reads counters that were changed meanwhile, so it ends.
        while (batch.Count > 0)
        {
            var actions = new List<TableTransactionAction>();
            foreach (var task in batch)
            {
                TableEntity[] added = [await rows.TaskAsync(task, cancellationToken), .. await rows.IndexAsync(task, cancellationToken)];
                actions.AddRange(added.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
            }

            foreach (var round in batch.GroupBy(task => task.Round, StringComparer.Ordinal))
            {
                var change = new AnnotationTally();
                foreach (var task in round)
                {
                    change.Add(task);
                }

                actions.Add(await counts.ChangeAsync(partition, round.Key, change, cancellationToken));
            }

            try
            {
                _ = await table.SubmitAsync(actions, cancellationToken);
                return batch.Count;
            }
            catch (RequestFailedException exception) when (StateTable.IsTaken(exception) || exception.Status == 412)
            {
                batch = await UnknownAsync(batch, cancellationToken);
            }
        }

        return 0;
    }

    private async Task<IReadOnlyList<AnnotationTask>> UnknownAsync(IReadOnlyList<AnnotationTask> batch, CancellationToken cancellationToken)
    {
        var unknown = new List<AnnotationTask>();
        foreach (var task in batch)
        {
            if (await FindRowAsync(task.Project, task.Id, cancellationToken) is null)
            {
                unknown.Add(task);
            }
        }

        return unknown;
    }

    private static StoreConflictException Changed(string id) =>
        new($"The annotation task '{id}' has changed since it was read, or is gone.");
}
