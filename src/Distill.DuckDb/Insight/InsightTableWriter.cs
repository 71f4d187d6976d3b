using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Distill.Core.Insight.Columns;
using DuckDB.NET.Data;

namespace Distill.DuckDb.Insight;

/// <summary>Adds columns to a table. They are known only when completed. Not thread-safe.</summary>
public sealed class InsightTableWriter : IDisposable
{
    private readonly InsightTable _table;
    private readonly List<(string Key, int Number)> _columns;
    private readonly List<DuckDBAppender> _values = [];
    private readonly DuckDBAppender? _matches;
    private readonly ArrayBufferWriter<byte> _text = new();
    private long _rows;

    internal InsightTableWriter(InsightTable table, List<(string Key, int Number)> fields, (string Key, int Number)? filter)
    {
        _table = table;
        _columns = [.. fields, .. filter is { } judged ? [judged] : Array.Empty<(string, int)>()];
        foreach (var (_, number) in fields)
        {
            _values.Add(Create(number, "number DOUBLE, text VARCHAR"));
        }

        _matches = filter is { } column ? Create(column.Number, "matches BOOLEAN NOT NULL") : null;
    }

    /// <summary>Adds the rows of a batch.</summary>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (var column = 0; column < _values.Count; column++)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var (number, text) = batch.Value(row, column);
                var into = _values[column].CreateRow();
                _ = double.IsNaN(number) ? into.AppendNullValue() : into.AppendValue((double?)number);
                Text(into, text);
                into.EndRow();
            }
        }

        for (var row = 0; _matches is not null && row < batch.Count; row++)
        {
            _matches.CreateRow().AppendValue((bool?)batch.Row(row).Matches).EndRow();
        }

        _rows += batch.Count;
    }

    /// <summary>Makes the columns known.</summary>
    /// <param name="rejected">Lines that are no samples.</param>
    /// <exception cref="DatasetChangedException">They have another number of rows than those before.</exception>
    public void Complete(long rejected)
    {
        Dispose();
        _table.Complete(_columns, _rows, rejected);
    }

    /// <summary>Ends the writing.</summary>
    public void Dispose()
    {
        foreach (var appender in _values)
        {
            appender.Dispose();
        }

        _values.Clear();
        _matches?.Dispose();
    }

    private DuckDBAppender Create(int number, string columns)
    {
        var name = InsightTable.Name(number);
        _table.Database.Execute($"CREATE OR REPLACE TABLE {name} ({columns})");
        return _table.Database.Connection.CreateAppender(name);
    }

    // As bytes: the driver ends a string at a NUL character.
    private void Text(IDuckDBAppenderRow row, string? text)
    {
        if (text is null)
        {
            row.AppendNullValue();
            return;
        }

        _text.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, _text);
        row.AppendValue(MemoryMarshal.AsMemory(_text.WrittenMemory).Span);
    }
}
