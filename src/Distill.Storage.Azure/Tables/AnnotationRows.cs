using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>The rows of annotation tasks: keys, and what they hold. Thread-safe.</summary>
/// <remarks>
/// A project has 16 partitions, by the first digit of the task's id, which is evenly spread and keeps lists in order. In a partition lie, side by side so that one
/// transaction can write them: <c>task|{id}</c> (state, and conversation and candidates, which go to a blob above 24,000 characters); while the task is open
/// <c>open|{round}|{time}|{id}</c> and <c>wait|{for}|{not for}|{time}|{id}</c> (its state once more, so that looking for work reads nothing else); while somebody holds it <c>held|{person}|{id}</c>;
/// from its first decision on <c>decided|{person}|{time}|{id}</c>; <c>audit|{id}|{number}</c>; and the counters of its round, <c>count|{round}|</c>.
/// </remarks>
internal sealed class AnnotationRows(IBlobStore blobs)
{
    // A row is read often and its content seldom; half a megabyte of it would make every list slow.
    private const int MaxContentInRow = 24_000;
    private const string WriteId = "write";

    private readonly RowJson heads = new(blobs);
    private readonly RowJson contents = new(blobs, "content", MaxContentInRow);

    /// <summary>True when two rows are of the same write: one that was sent again because its answer was lost.</summary>
    public static bool IsSameWrite(TableEntity? stored, TableEntity sent) => stored?.GetString(WriteId) == sent.GetString(WriteId);

    /// <summary>The row of a task.</summary>
    public async Task<TableEntity> TaskAsync(AnnotationTask task, CancellationToken cancellationToken)
    {
        var row = await HeadAsync(task, AnnotationKeys.OfTask(task.Id), cancellationToken);
        row[WriteId] = Guid.NewGuid().ToString("N");
        await contents.PutAsync(row, JsonSerializer.Serialize(task.Content, StorageJson.Options), cancellationToken);
        return row;
    }

    /// <summary>The rows by which a task is found.</summary>
    public async Task<List<TableEntity>> IndexAsync(AnnotationTask task, CancellationToken cancellationToken)
    {
        var found = new List<TableEntity>();
        foreach (var key in Heads(task))
        {
            found.Add(await HeadAsync(task, key, cancellationToken));
        }

        found.AddRange(
            Pointers(task).Select(key => new TableEntity(AnnotationKeys.Partition(task.Project, task.Id), key) { ["id"] = task.Id })
        );
        return found;
    }

    /// <summary>The id that a row leads to.</summary>
    public static string IdOf(TableEntity row) => row.GetString("id");

    /// <summary>The row of an entry of a trail.</summary>
    public async Task<TableEntity> AuditAsync(AnnotationTask task, AuditEntry entry, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{AnnotationKeys.AuditPrefix(task.Id)}{entry.Number:D8}");
        var row = new TableEntity(AnnotationKeys.Partition(task.Project, task.Id), key);
        await heads.PutAsync(row, JsonSerializer.Serialize(entry, StorageJson.Options), cancellationToken);
        return row;
    }

    /// <summary>The task of a row, with its content when wanted.</summary>
    public async Task<AnnotationTask> ReadAsync(TableEntity row, bool withContent, CancellationToken cancellationToken)
    {
        var task = JsonSerializer.Deserialize<AnnotationTask>(await heads.GetAsync(row, cancellationToken), StorageJson.Options)!;
        return withContent
            ? task with
            {
                Content = JsonSerializer.Deserialize<AnnotationContent>(
                    await contents.GetAsync(row, cancellationToken),
                    StorageJson.Options
                )!,
            }
            : task;
    }

    /// <summary>Deletes the blobs that a row's texts are in, if any. A blob is named by its content, which names the task: no other row leads to it.</summary>
    public async Task DeleteBlobsAsync(TableEntity row, CancellationToken cancellationToken)
    {
        await heads.DeleteBlobAsync(row, cancellationToken);
        await contents.DeleteBlobAsync(row, cancellationToken);
    }

    /// <summary>The writes of a change, all or none, without that of the counters: the task, its entry in the trail, and the rows by which it is found.</summary>
    /// <param name="task">The task after it.</param>
    /// <param name="row">Its row.</param>
    /// <param name="before">The task before it.</param>
    /// <param name="etag">Version of the row before.</param>
    /// <param name="entry">The change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<List<TableTransactionAction>> ChangeAsync(
        AnnotationTask task,
        TableEntity row,
        AnnotationTask before,
        ETag etag,
        AuditEntry entry,
        CancellationToken cancellationToken
    )
    {
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, row, etag),
            new(TableTransactionActionType.Add, await AuditAsync(task, entry, cancellationToken)),
        ];
        var index = await IndexAsync(task, cancellationToken);
        actions.AddRange(index.Select(found => new TableTransactionAction(TableTransactionActionType.UpsertReplace, found)));
        actions.AddRange(DeleteIndex(before, [.. index.Select(found => found.RowKey)]));
        return actions;
    }

    /// <summary>The deletions of rows by which a task was found, but for those that stay.</summary>
    public static IEnumerable<TableTransactionAction> DeleteIndex(AnnotationTask task, IReadOnlyCollection<string> kept) =>
        Heads(task)
            .Concat(Pointers(task))
            .Except(kept, StringComparer.Ordinal)
            .Select(key => new TableTransactionAction(
                TableTransactionActionType.Delete,
                new TableEntity(AnnotationKeys.Partition(task.Project, task.Id), key),
                ETag.All
            ));

    /// <summary>The entry of a row.</summary>
    public async Task<AuditEntry> ReadAuditAsync(TableEntity row, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<AuditEntry>(await heads.GetAsync(row, cancellationToken), StorageJson.Options)!;

    // Rows that hold the task's state once more.
    private static IEnumerable<string> Heads(AnnotationTask task) =>
        AnnotationKeys.OfWait(task) is { } wait ? [AnnotationKeys.OfOpen(task), wait] : [];

    // Rows that only lead to it.
    private static IEnumerable<string> Pointers(AnnotationTask task) =>
        ((string?[])[AnnotationKeys.OfHeld(task), AnnotationKeys.OfDecided(task)]).OfType<string>();

    private async Task<TableEntity> HeadAsync(AnnotationTask task, string key, CancellationToken cancellationToken)
    {
        var row = new TableEntity(AnnotationKeys.Partition(task.Project, task.Id), key);
        var head = task with { Content = AnnotationContent.None };
        await heads.PutAsync(row, JsonSerializer.Serialize(head, StorageJson.Options), cancellationToken);
        return row;
    }
}
