using Distill.LocalHost.Triggers.Blobs;
using Distill.LocalHost.Triggers.Timers;
using Microsoft.Data.Sqlite;

namespace Distill.LocalHost.Triggers.State;

/// <summary>What triggers remember across restarts: schedules and blob receipts, in one SQLite file. Thread-safe; every write is durable when it returns.</summary>
internal sealed class TriggerState : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS timers (function TEXT PRIMARY KEY, last INTEGER, next INTEGER NOT NULL, updated INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS receipts (
            function TEXT NOT NULL, path TEXT NOT NULL, etag TEXT NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL, retry_at INTEGER NOT NULL,
            PRIMARY KEY (function, path)) WITHOUT ROWID;
        """;

    private readonly SqliteConnection connection;
    private readonly Lock gate = new();

    /// <summary>Opens the file, making it when absent.</summary>
    public TriggerState(string file)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        Execute(Schema);
    }

    /// <summary>Where a function's schedule stands, or null when nothing is known.</summary>
    public TimerStatus? FindTimer(string function)
    {
        lock (gate)
        {
            using var command = Command("SELECT last, next, updated FROM timers WHERE function = $function", ("$function", function));
            using var row = command.ExecuteReader();
            return row.Read() ? new TimerStatus(row.IsDBNull(0) ? null : Time(row, 0), Time(row, 1), Time(row, 2)) : null;
        }
    }

    /// <summary>Keeps where a function's schedule stands.</summary>
    public void SaveTimer(string function, TimerStatus status) =>
        Execute(
            "INSERT OR REPLACE INTO timers VALUES ($function, $last, $next, $updated)",
            ("$function", function),
            ("$last", (object?)status.Last?.UtcTicks ?? DBNull.Value),
            ("$next", status.Next.UtcTicks),
            ("$updated", status.LastUpdated.UtcTicks)
        );

    /// <summary>The receipt of a function for a blob, whatever its version, or null.</summary>
    public BlobReceipt? FindReceipt(string function, string path)
    {
        lock (gate)
        {
            using var command = Command(
                "SELECT etag, state, attempts, retry_at FROM receipts WHERE function = $function AND path = $path",
                ("$function", function),
                ("$path", path)
            );
            using var row = command.ExecuteReader();
            return row.Read() ? new BlobReceipt(row.GetString(0), (BlobReceiptState)row.GetInt32(1), row.GetInt32(2), Time(row, 3)) : null;
        }
    }

    /// <summary>Keeps the receipt of a function for a blob in place of an earlier one.</summary>
    public void SaveReceipt(string function, string path, BlobReceipt receipt) =>
        Execute(
            "INSERT OR REPLACE INTO receipts VALUES ($function, $path, $etag, $state, $attempts, $retry)",
            ("$function", function),
            ("$path", path),
            ("$etag", receipt.ETag),
            ("$state", (int)receipt.State),
            ("$attempts", receipt.Attempts),
            ("$retry", receipt.RetryAt.UtcTicks)
        );

    public void Dispose()
    {
        lock (gate)
        {
            connection.Dispose();
        }
    }

    private static DateTimeOffset Time(SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        lock (gate)
        {
            using var command = Command(sql, parameters);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
