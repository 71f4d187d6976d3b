using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Distill.Core.Annotation;

namespace Distill.Storage.Azure.Tables;

/// <summary>What waits for a person in a project. Thread-safe.</summary>
/// <remarks>All 16 partitions are asked at once for their first few rows, which answers nearly always; only who passes over all of these reads on, partition by partition.</remarks>
/// <param name="table">The table.</param>
/// <param name="rows">The rows of tasks.</param>
/// <param name="counts">Sees to it that old partitions have the rows that are asked for.</param>
/// <param name="project">The project.</param>
/// <param name="annotator">The person.</param>
internal sealed class AnnotationQueue(StateTable table, AnnotationRows rows, AnnotationCounts counts, string project, string annotator)
{
    private const int First = 4;
    private const int PageSize = 100;

    private readonly string[] partitions = [.. AnnotationKeys.Partitions(project)];

    /// <summary>The tasks, as <see cref="AzureAnnotationStore.ListWaitingAsync"/> says.</summary>
    public async IAsyncEnumerable<AnnotationTask> ListAsync(bool adjudicate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.WhenAll(partitions.Select(partition => counts.RequireAsync(partition, cancellationToken)));
        foreach (var held in await HeldAsync(cancellationToken))
        {
            yield return held;
        }

        foreach (var (after, before) in Ranges(adjudicate))
        {
            await foreach (var row in ListAsync(after, before, cancellationToken))
            {
                yield return await rows.ReadAsync(row, withContent: false, cancellationToken);
            }
        }
    }

    /// <summary>Id of the task that the person decided last.</summary>
    public async Task<string?> FindLastDecidedAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(partitions.Select(partition => counts.RequireAsync(partition, cancellationToken)));
        var prefix = AnnotationKeys.DecidedPrefix(annotator);
        var latest = await Task.WhenAll(
            partitions.Select(partition => FirstAsync(partition, prefix, TableKeys.After(prefix), 1, cancellationToken))
        );
        return latest.SelectMany(found => found).MinBy(row => row.RowKey, StringComparer.Ordinal) is { } row
            ? AnnotationRows.IdOf(row)
            : null;
    }

    private (string After, string Before)[] Ranges(bool adjudicate)
    {
        if (adjudicate)
        {
            return [Whole(AnnotationKeys.WaitPrefix(AnnotationWait.Settlement))];
        }

        var (second, own) = (
            Whole(AnnotationKeys.WaitPrefix(AnnotationWait.Second)),
            Whole(AnnotationKeys.WaitPrefix(AnnotationWait.Second, annotator))
        );
        return [(second.After, own.After), (own.Before, second.Before), Whole(AnnotationKeys.WaitPrefix(AnnotationWait.First))];

        static (string After, string Before) Whole(string prefix) => (prefix, TableKeys.After(prefix));
    }

    private async Task<List<AnnotationTask>> HeldAsync(CancellationToken cancellationToken)
    {
        var prefix = AnnotationKeys.HeldPrefix(annotator);
        var found = await Task.WhenAll(
            partitions.Select(partition => FirstAsync(partition, prefix, TableKeys.After(prefix), PageSize, cancellationToken))
        );
        var held = new List<AnnotationTask>();
        foreach (var pointer in found.SelectMany(page => page))
        {
            var key = AnnotationKeys.OfTask(AnnotationRows.IdOf(pointer));
            if (await table.FindAsync(pointer.PartitionKey, key, cancellationToken) is { } row)
            {
                held.Add(await rows.ReadAsync(row, withContent: false, cancellationToken));
            }
        }

        return held;
    }

    private async IAsyncEnumerable<TableEntity> ListAsync(
        string after,
        string before,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pages = await Task.WhenAll(partitions.Select(partition => FirstAsync(partition, after, before, First, cancellationToken)));
        foreach (var row in pages.SelectMany(page => page).OrderBy(row => row.RowKey, StringComparer.Ordinal))
        {
            yield return row;
        }

        foreach (var page in pages.Where(page => page.Count == First))
        {
            await foreach (var row in table.ListAsync(page[0].PartitionKey, page[^1].RowKey, before, PageSize, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private async Task<List<TableEntity>> FirstAsync(
        string partition,
        string after,
        string before,
        int most,
        CancellationToken cancellationToken
    ) => await table.ListAsync(partition, after, before, most, cancellationToken).Take(most).ToListAsync(cancellationToken);
}
