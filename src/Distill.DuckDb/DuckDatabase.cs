using System.Globalization;
using Distill.DuckDb.Filtering;
using DuckDB.NET.Data;

namespace Distill.DuckDb;

/// <summary>A DuckDB database with the functions that filters need. One user at a time; a query runs on all the threads it may.</summary>
/// <remarks>No query can reach files, the network or extensions: external access is off and the configuration is locked.</remarks>
public sealed class DuckDatabase : IDisposable
{
    private DuckDatabase(DuckDBConnection connection) => Connection = connection;

    /// <summary>The open connection.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>Opens a database.</summary>
    /// <exception cref="DuckDBException">The file is no database, or another process has it open.</exception>
    public static DuckDatabase Open(DuckDatabaseOptions? options = null)
    {
        options ??= new DuckDatabaseOptions();
        var connection = new DuckDBConnection(ConnectionString(options));
        try
        {
            connection.Open();
            var database = new DuckDatabase(connection);
            FilterFunctions.Register(database);
            database.Execute("SET lock_configuration = true");
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement without a result.</summary>
    /// <param name="sql">Text of the program's own, never of a user's making; values are parameters.</param>
    /// <param name="parameters">Values of <c>$1</c>, <c>$2</c> and so on.</param>
    /// <returns>Rows changed.</returns>
    public int Execute(string sql, params IReadOnlyList<object?> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>A command; the caller disposes it.</summary>
    /// <param name="sql">Text of the program's own, never of a user's making; values are parameters.</param>
    /// <param name="parameters">Values of <c>$1</c>, <c>$2</c> and so on.</param>
    public DuckDBCommand Command(string sql, params IReadOnlyList<object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        }

        return command;
    }

    /// <summary>Closes the database.</summary>
    public void Dispose() => Connection.Dispose();

    private static string ConnectionString(DuckDatabaseOptions options)
    {
        var builder = new DuckDBConnectionStringBuilder { DataSource = options.Path ?? ":memory:" };
        builder["enable_external_access"] = "false";
        builder["autoinstall_known_extensions"] = "false";
        builder["autoload_known_extensions"] = "false";
        builder["threads"] = options.Threads.ToString(CultureInfo.InvariantCulture);
        builder["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{options.MemoryMegabytes}MB");
        return builder.ConnectionString;
    }
}
