using Microsoft.Data.Sqlite;

namespace Distill.LocalHost.Engine.Storage;

/// <summary>A prepared statement whose parameters are set by position. Parameters are named <c>$1</c>, <c>$2</c>, …</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    /// <summary>Prepares a statement.</summary>
    /// <param name="connection">Where it runs.</param>
    /// <param name="sql">Its text: a constant.</param>
    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Callers pass constants; values are parameters.
        _command.CommandText = sql;
#pragma warning restore CA2100
        var count = 0;
        while (sql.Contains($"${count + 1}", StringComparison.Ordinal))
        {
            count++;
        }

        _parameters = new SqliteParameter[count];
        for (var i = 0; i < count; i++)
        {
            _parameters[i] = _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
        }

        _command.Prepare();
    }

    /// <summary>Runs the statement.</summary>
    /// <param name="values">Its parameters: long, int, string or null.</param>
    /// <returns>Rows changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs the statement and reads its rows.</summary>
    /// <param name="values">Its parameters.</param>
    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <inheritdoc />
    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            _parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
