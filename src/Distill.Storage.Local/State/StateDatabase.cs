using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>The SQLite file of a home (<c>state.db</c>). Thread-safe: one writer at a time, readers beside it.</summary>
/// <remarks>Write-ahead log with <c>synchronous=FULL</c>: a committed write survives the loss of power; what is deleted is overwritten with zeros (<c>secure_delete</c>). The schema's version is <c>user_version</c>.</remarks>
public sealed class StateDatabase : IDisposable
{
    private const int SchemaVersion = 3;

    private const string Schema = """
        CREATE TABLE runs (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX runs_by_time ON runs (created_at DESC, id DESC);
        CREATE TABLE models (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX models_by_time ON models (created_at DESC, id DESC);
        CREATE TABLE datasets (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, created_at INTEGER NOT NULL, json TEXT NOT NULL,
            UNIQUE (name, version)
        ) WITHOUT ROWID;
        CREATE INDEX datasets_by_time ON datasets (created_at DESC, id DESC);
        CREATE TABLE responses (key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
        """;

    private const string SchemaSince2 = """
        CREATE TABLE aliases (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX aliases_by_time ON aliases (created_at DESC, id DESC);
        """;

    private readonly string path;
    private readonly string connectionString;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SqliteConnection writer;

    /// <summary>Opens the database of a home, making it when absent.</summary>
    /// <exception cref="IOException">It cannot be opened, or was made by a newer version; the message names the file and the remedy.</exception>
    public StateDatabase(LocalHome home)
    {
        ArgumentNullException.ThrowIfNull(home);
        path = home.StateDatabase;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        writer = Explained(Open, "opened");
        try
        {
            Explained(Migrate, "opened");
        }
        catch (IOException)
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Reads on a connection of its own.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Explained(
            () =>
            {
                using var connection = Open();
                return read(connection);
            },
            "read"
        );
    }

    /// <summary>Writes in a transaction, which commits when <paramref name="write"/> returns and is undone when it throws.</summary>
    /// <exception cref="IOException">The disk refuses; nothing was changed.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        await writing.WaitAsync(cancellationToken);
        try
        {
            return Explained(() => InTransaction(write), "written");
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        writer.Dispose();
        writing.Dispose();
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T InTransaction<T>(Func<SqliteConnection, T> write)
    {
        using var transaction = writer.BeginTransaction(deferred: false);
        var result = write(writer);
        transaction.Commit();
        return result;
    }

    private T Explained<T>(Func<T> action, string what)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw StorageFailure.Explain(exception, path, what);
        }
    }

    // The schema's version afterwards.
    private long Migrate() =>
        InTransaction(connection =>
        {
            var version = connection.Query("PRAGMA user_version", reader => reader.GetInt64(0))[0];
            if (version > SchemaVersion)
            {
                throw new IOException(
                    $"{path} was made by a newer version of Distill (schema {version}, known is {SchemaVersion}). Use that version."
                );
            }

            if (version == 0)
            {
                connection.Execute(Schema);
            }

            if (version < 2)
            {
                connection.Execute(SchemaSince2 + AnnotationTables.Schema);
            }

            if (version < 3)
            {
                connection.Execute(AnnotationTables.SchemaSince3);
                AnnotationTables.Fill(connection);
            }

            connection.Execute($"PRAGMA user_version = {SchemaVersion};");

            return SchemaVersion;
        });
}
