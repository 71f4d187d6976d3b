using Distill.LocalHost.Engine.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Storage;

/// <summary>Rows to records.</summary>
internal static class RowReader
{
    public const string HistoryColumns = "sequence, kind, task, at, name, payload, target, version";

    public const string InstanceColumns =
        "key, id, name, version, execution, status, created_at, updated_at, start_at, input, output, custom_status, failure, tags, "
        + "parent_key, parent_id, parent_name, parent_execution, parent_task";

    /// <summary>The same columns without the texts that may be large.</summary>
    public const string InstanceColumnsWithoutPayloads =
        "key, id, name, version, execution, status, created_at, updated_at, start_at, NULL, NULL, NULL, failure, tags, "
        + "parent_key, parent_id, parent_name, parent_execution, parent_task";

    public static HistoryEvent HistoryEvent(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            (HistoryEventKind)row.GetInt32(1),
            row.GetInt32(2),
            Time(row.GetInt64(3)),
            Text(row, 4),
            Text(row, 5),
            Text(row, 6),
            Text(row, 7)
        );

    public static InstanceRow Instance(SqliteDataReader row) =>
        new()
        {
            Key = row.GetInt64(0),
            Id = row.GetString(1),
            Name = row.GetString(2),
            Version = row.GetString(3),
            Execution = row.GetInt32(4),
            Status = (OrchestrationRuntimeStatus)row.GetInt32(5),
            CreatedAt = Time(row.GetInt64(6)),
            UpdatedAt = Time(row.GetInt64(7)),
            StartAt = row.IsDBNull(8) ? null : Time(row.GetInt64(8)),
            Input = Text(row, 9),
            Output = Text(row, 10),
            CustomStatus = Text(row, 11),
            Failure = Text(row, 12),
            Tags = Text(row, 13),
            Parent = row.IsDBNull(14)
                ? null
                : new ParentLink(row.GetInt64(14), row.GetString(15), row.GetString(16), row.GetInt32(17), row.GetInt32(18)),
        };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);
}
