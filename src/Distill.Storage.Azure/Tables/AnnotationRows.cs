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
/// transaction can write them: <c>task|{id}</c> (state, and conversation and candidates, which go to a blob above 24,000 characters), while the task is open
/// <c>open|{round}|{time}|{id}</c> (its state once more, so that looking for work reads nothing else), and <c>audit|{id}|{number}</c>.
/// </remarks>
internal sealed class AnnotationRows(IBlobStore blobs)
{
    /// <summary>Prefix of rows of tasks.</summary>
    public const string Tasks = "task|";

    /// <summary>Prefix of rows of open tasks.</summary>
    public const string Open = "open|";

    // A row is read often and its content seldom; half a megabyte of it would make every list slow.
    private const int MaxContentInRow = 24_000;
    private const string WriteId = "write";

    private readonly RowJson heads = new(blobs);
    private readonly RowJson contents = new(blobs, "content", MaxContentInRow);

    /// <summary>The first digits of ids, in order: one partition each.</summary>
    public static IEnumerable<string> Partitions(string project) =>
        "0123456789abcdef".Select(digit => $"{TableKeys.Escape(project)}|{digit}");

    /// <summary>The partition of a task.</summary>
    public static string Partition(string project, string id) => $"{TableKeys.Escape(project)}|{id[0]}";

    /// <summary>Key of a task's row.</summary>
    public static string TaskKey(string id) => $"{Tasks}{id}";

    /// <summary>Key of the row that a task has while it is open.</summary>
    public static string OpenKey(AnnotationTask task) =>
        string.Create(CultureInfo.InvariantCulture, $"{OpenPrefix(task.Round)}{task.CreatedAt.UtcTicks:D19}|{task.Id}");

    /// <summary>Prefix of the rows of a round's open tasks.</summary>
    public static string OpenPrefix(string round) => $"{Open}{TableKeys.Escape(round)}|";

    /// <summary>Prefix of the rows of a task's trail.</summary>
    public static string AuditPrefix(string id) => $"audit|{id}|";

    /// <summary>True when two rows are of the same write: one that was sent again because its answer was lost.</summary>
    public static bool IsSameWrite(TableEntity? stored, TableEntity sent) => stored?.GetString(WriteId) == sent.GetString(WriteId);

    /// <summary>The row of a task.</summary>
    public async Task<TableEntity> TaskAsync(AnnotationTask task, CancellationToken cancellationToken)
    {
        var row = await HeadAsync(task, TaskKey(task.Id), cancellationToken);
        row[WriteId] = Guid.NewGuid().ToString("N");
        await contents.PutAsync(row, JsonSerializer.Serialize(task.Content, StorageJson.Options), cancellationToken);
        return row;
    }

    /// <summary>The row that a task has while it is open.</summary>
    public Task<TableEntity> OpenAsync(AnnotationTask task, CancellationToken cancellationToken) =>
        HeadAsync(task, OpenKey(task), cancellationToken);

    /// <summary>The row of an entry of a trail.</summary>
    public async Task<TableEntity> AuditAsync(AnnotationTask task, AuditEntry entry, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{AuditPrefix(task.Id)}{entry.Number:D8}");
        var row = new TableEntity(Partition(task.Project, task.Id), key);
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

    /// <summary>The writes of a change, all or none: the task, its entry in the trail, and whether it is open.</summary>
    /// <param name="task">The task after it.</param>
    /// <param name="row">Its row.</param>
    /// <param name="known">The row before.</param>
    /// <param name="entry">The change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<List<TableTransactionAction>> ChangeAsync(
        AnnotationTask task,
        TableEntity row,
        TableEntity known,
        AuditEntry entry,
        CancellationToken cancellationToken
    )
    {
        var before = await ReadAsync(known, withContent: false, cancellationToken);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, row, known.ETag),
            new(TableTransactionActionType.Add, await AuditAsync(task, entry, cancellationToken)),
        ];
        if (!task.IsFinal)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, await OpenAsync(task, cancellationToken)));
        }
        else if (!before.IsFinal)
        {
            var gone = new TableEntity(row.PartitionKey, OpenKey(task));
            actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, gone, ETag.All));
        }

        return actions;
    }

    /// <summary>The entry of a row.</summary>
    public async Task<AuditEntry> ReadAuditAsync(TableEntity row, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<AuditEntry>(await heads.GetAsync(row, cancellationToken), StorageJson.Options)!;

    private async Task<TableEntity> HeadAsync(AnnotationTask task, string key, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition(task.Project, task.Id), key);
        var head = task with { Content = AnnotationContent.None };
        await heads.PutAsync(row, JsonSerializer.Serialize(head, StorageJson.Options), cancellationToken);
        return row;
    }
}
