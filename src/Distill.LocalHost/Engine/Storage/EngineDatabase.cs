using Microsoft.Data.Sqlite;

namespace Distill.LocalHost.Engine.Storage;

/// <summary>
/// The SQLite file: its lock, its schema, one connection that writes and pooled connections that read. WAL, and every commit is synced to disk.
/// </summary>
internal sealed class EngineDatabase : IDisposable
{
    private const int SchemaVersion = 1;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS instances (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            execution INTEGER NOT NULL,
            status INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            start_at INTEGER,
            input TEXT,
            output TEXT,
            custom_status TEXT,
            failure TEXT,
            tags TEXT,
            parent_key INTEGER,
            parent_id TEXT,
            parent_name TEXT,
            parent_execution INTEGER,
            parent_task INTEGER
        );
        CREATE INDEX IF NOT EXISTS instances_by_parent ON instances (parent_key) WHERE parent_key IS NOT NULL;
        CREATE INDEX IF NOT EXISTS instances_by_status ON instances (status);
        CREATE TABLE IF NOT EXISTS history (
            instance INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            task INTEGER NOT NULL,
            at INTEGER NOT NULL,
            name TEXT,
            payload TEXT,
            target TEXT,
            version TEXT,
            PRIMARY KEY (instance, sequence)
        ) WITHOUT ROWID;
        """;

    private readonly EngineLock _lock;
    private readonly string _readString;

    private EngineDatabase(EngineLock held, SqliteConnection writer, string readString)
    {
        _lock = held;
        Writer = writer;
        _readString = readString;
    }

    /// <summary>The writing connection: for one thread.</summary>
    public SqliteConnection Writer { get; }

    /// <summary>Takes the lock, opens the file and brings its schema up.</summary>
    /// <exception cref="EngineInUseException">Another engine has it.</exception>
    /// <exception cref="IOException">The file cannot be opened, or is of a newer format.</exception>
    public static EngineDatabase Open(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var held = EngineLock.Take(full);
        SqliteConnection? writer = null;
        try
        {
            writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = full, Pooling = false }.ToString());
            writer.Open();
            Prepare(writer, full);
            var readString = new SqliteConnectionStringBuilder { DataSource = full, Mode = SqliteOpenMode.ReadOnly }.ToString();
            return new EngineDatabase(held, writer, readString);
        }
        catch (SqliteException e)
        {
            writer?.Dispose();
            held.Dispose();
            throw new IOException(
                $"The durable engine cannot open '{full}': {e.Message}. Check the path, its permissions and free space.",
                e
            );
        }
        catch
        {
            writer?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>An open connection that reads; dispose it after use.</summary>
    public SqliteConnection Read()
    {
        SqliteConnection connection = new(_readString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        using (SqliteConnection pool = new(_readString))
        {
            SqliteConnection.ClearPool(pool);
        }

        Writer.Dispose();
        _lock.Dispose();
    }

    private static void Prepare(SqliteConnection writer, string path)
    {
        Execute(
            writer,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;"
        );
        var version = Convert.ToInt32(Execute(writer, "PRAGMA user_version"));
        if (version > SchemaVersion)
        {
            throw new IOException(
                $"'{path}' has format {version}; this engine knows {SchemaVersion}. Use the newer program that wrote it."
            );
        }

        Execute(writer, $"BEGIN IMMEDIATE; {Schema} PRAGMA user_version = {SchemaVersion}; COMMIT;");
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
