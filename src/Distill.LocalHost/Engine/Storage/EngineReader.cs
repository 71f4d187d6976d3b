using Distill.LocalHost.Engine.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Storage;

/// <summary>Everything that is read outside the writer. Thread-safe: each call has a connection of its own.</summary>
internal sealed class EngineReader(EngineDatabase database)
{
    private const string Filter = """
        WHERE key > $after
          AND ($from IS NULL OR created_at >= $from)
          AND ($to IS NULL OR created_at <= $to)
          AND ($prefix IS NULL OR substr(id, 1, length($prefix)) = $prefix)
          AND ($statuses IS NULL OR status IN (SELECT value FROM json_each($statuses)))
        """;

    public InstanceRow? Find(string id, bool withPayloads)
    {
        var columns = withPayloads ? RowReader.InstanceColumns : RowReader.InstanceColumnsWithoutPayloads;
        using var connection = database.Read();
        using var command = Command(connection, $"SELECT {columns} FROM instances WHERE id = $id");
        command.Parameters.AddWithValue("$id", id);
        using var row = command.ExecuteReader();
        return row.Read() ? RowReader.Instance(row) : null;
    }

    /// <summary>Instances in the order of their creation.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Key after which the page starts.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<InstanceRow> List(InstanceFilter filter, long after, int count)
    {
        var columns = filter.WithPayloads ? RowReader.InstanceColumns : RowReader.InstanceColumnsWithoutPayloads;
        using var connection = database.Read();
        using var command = Command(connection, $"SELECT {columns} FROM instances {Filter} ORDER BY key LIMIT $count");
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$count", count);
        command.Parameters.AddWithValue("$from", (object?)filter.CreatedFrom?.Ticks ?? DBNull.Value);
        command.Parameters.AddWithValue("$to", (object?)filter.CreatedTo?.Ticks ?? DBNull.Value);
        command.Parameters.AddWithValue("$prefix", (object?)filter.IdPrefix ?? DBNull.Value);
        command.Parameters.AddWithValue("$statuses", (object?)StatusArray(filter.Statuses) ?? DBNull.Value);
        List<InstanceRow> rows = [];
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            rows.Add(RowReader.Instance(row));
        }

        return rows;
    }

    /// <summary>The unfinished instances, each with the last sequence and time of its history.</summary>
    public IReadOnlyList<(InstanceRow Row, long LastSequence, DateTime LastAt)> Unfinished()
    {
        using var connection = database.Read();
        using var command = Command(
            connection,
            $"""
            SELECT {RowReader.InstanceColumnsWithoutPayloads},
                (SELECT max(sequence) FROM history WHERE instance = key),
                (SELECT at FROM history WHERE instance = key ORDER BY sequence DESC LIMIT 1)
            FROM instances
            WHERE status IN ({(int)OrchestrationRuntimeStatus.Pending}, {(int)OrchestrationRuntimeStatus.Running}, {(int)
                OrchestrationRuntimeStatus.Suspended})
            ORDER BY key
            """
        );
        List<(InstanceRow, long, DateTime)> rows = [];
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var hasHistory = !row.IsDBNull(19);
            DateTime last = new(hasHistory ? row.GetInt64(20) : 0, DateTimeKind.Utc);
            rows.Add((RowReader.Instance(row), hasHistory ? row.GetInt64(19) : 0, last));
        }

        return rows;
    }

    /// <summary>The history of an instance, in order, read row by row.</summary>
    public IEnumerable<HistoryEvent> History(long instance) =>
        Rows(instance, $"SELECT {RowReader.HistoryColumns} FROM history WHERE instance = $instance ORDER BY sequence");

    /// <summary>The recorded steps of an instance, by their numbers, without their payloads.</summary>
    public IReadOnlyList<HistoryEvent> Steps(long instance) =>
        [
            .. Rows(
                instance,
                """
                SELECT sequence, kind, task, at, name, NULL, target, version FROM history
                WHERE instance = $instance AND kind BETWEEN 20 AND 29 ORDER BY task
                """
            ),
        ];

    private IEnumerable<HistoryEvent> Rows(long instance, string sql)
    {
        using var connection = database.Read();
        using var command = Command(connection, sql);
        command.Parameters.AddWithValue("$instance", instance);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return RowReader.HistoryEvent(row);
        }
    }

    private static string? StatusArray(IReadOnlyCollection<OrchestrationRuntimeStatus>? statuses) =>
        statuses is null ? null : $"[{string.Join(',', statuses.Select(status => (int)status))}]";

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this folder; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
