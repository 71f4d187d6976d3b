using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>The counters of annotation rounds, a row in each partition, which changes in the transaction that changes a task. Thread-safe, and safe among processes.</summary>
/// <remarks>
/// A row of counters that another change was faster with fails the transaction, as a task does that has changed: whoever makes the change reads again. Partitions from before there were such rows
/// get theirs when they are first used.
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="rows">The rows of tasks.</param>
/// <param name="blobs">Where counters go that are too long for a row.</param>
internal sealed class AnnotationCounts(StateTable table, AnnotationRows rows, IBlobStore blobs)
{
    private const int PageSize = 200;
    private const int MaxRows = 90;

    private readonly RowJson json = new(blobs);
    private readonly ConcurrentDictionary<string, bool> indexed = new(StringComparer.Ordinal);

    /// <summary>Makes sure that a partition has counters and the rows by which its tasks are found.</summary>
    public async Task RequireAsync(string partition, CancellationToken cancellationToken)
    {
        if (indexed.ContainsKey(partition))
        {
            return;
        }

        if (await table.FindAsync(partition, AnnotationKeys.Indexed, cancellationToken) is null)
        {
            await IndexAsync(partition, cancellationToken);
        }

        indexed[partition] = true;
    }

    /// <summary>The write that counts changes of one round in a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="round">The round.</param>
    /// <param name="change">What is to be added.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<TableTransactionAction> ChangeAsync(
        string partition,
        string round,
        AnnotationTally change,
        CancellationToken cancellationToken
    )
    {
        var known = await table.FindAsync(partition, AnnotationKeys.OfCounts(round), cancellationToken);
        var tally = known is null ? new AnnotationTally() : await ReadAsync(known, cancellationToken);
        tally.Add(change);
        var row = await RowAsync(partition, round, tally, cancellationToken);
        return known is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known.ETag);
    }

    /// <summary>The counters of a partition, or of one round in it.</summary>
    public async Task<AnnotationTally> ReadAsync(string partition, string? round, CancellationToken cancellationToken)
    {
        await RequireAsync(partition, cancellationToken);
        var sum = new AnnotationTally();
        if (round is not null)
        {
            var row = await table.FindAsync(partition, AnnotationKeys.OfCounts(round), cancellationToken);
            return row is null ? sum : await ReadAsync(row, cancellationToken);
        }

        await foreach (var row in table.ListAsync(partition, AnnotationKeys.Counts, PageSize, cancellationToken))
        {
            sum.Add(await ReadAsync(row, cancellationToken));
        }

        return sum;
    }

    private async Task<AnnotationTally> ReadAsync(TableEntity row, CancellationToken cancellationToken) =>
        new(JsonSerializer.Deserialize<Dictionary<string, long>>(await json.GetAsync(row, cancellationToken), StorageJson.Options));

    private async Task<TableEntity> RowAsync(string partition, string round, AnnotationTally tally, CancellationToken cancellationToken)
    {
        var row = new TableEntity(partition, AnnotationKeys.OfCounts(round));
        await json.PutAsync(row, JsonSerializer.Serialize(tally.Counts, StorageJson.Options), cancellationToken);
        return row;
    }

    private async Task IndexAsync(string partition, CancellationToken cancellationToken)
    {
        var tallies = new Dictionary<string, AnnotationTally>(StringComparer.Ordinal);
        var added = new List<TableTransactionAction>();
        await foreach (var row in table.ListAsync(partition, AnnotationKeys.Tasks, PageSize, cancellationToken))
        {
            var task = await rows.ReadAsync(row, withContent: false, cancellationToken);
            tallies.TryAdd(task.Round, new AnnotationTally());
            tallies[task.Round].Add(task);
            foreach (var found in await rows.IndexAsync(task, cancellationToken))
            {
                added.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, found));
            }

            if (added.Count >= MaxRows)
            {
                await table.SubmitAsync(added, cancellationToken);
                added.Clear();
            }
        }

        if (added.Count > 0)
        {
            await table.SubmitAsync(added, cancellationToken);
        }

        await CompleteAsync(partition, tallies, cancellationToken);
    }

    // The mark and the counters are one write: of two processes that do this at once, one counts.
    private async Task CompleteAsync(string partition, Dictionary<string, AnnotationTally> tallies, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [new(TableTransactionActionType.Add, new TableEntity(partition, AnnotationKeys.Indexed))];
        foreach (var (round, tally) in tallies)
        {
            var row = await RowAsync(partition, round, tally, cancellationToken);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        }

        try
        {
            await table.SubmitAsync(actions, cancellationToken);
        }
        catch (RequestFailedException exception) when (StateTable.IsTaken(exception))
        {
            // Another process was faster.
        }
    }
}
