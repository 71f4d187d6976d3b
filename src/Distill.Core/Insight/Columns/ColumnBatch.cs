using Distill.Core.Formats;

namespace Distill.Core.Insight.Columns;

/// <summary>Rows that lie together in a file, with the values of their columns. Filled by one thread, then read by one.</summary>
/// <param name="width">Number of columns.</param>
public sealed class ColumnBatch(int width)
{
    private readonly List<ColumnRow> _rows = [];
    private readonly List<InsightValue> _values = [];

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>A row.</summary>
    public ColumnRow Row(int row) => _rows[row];

    /// <summary>A value.</summary>
    public InsightValue Value(int row, int column) => _values[(row * width) + column];

    internal void Add(in ColumnRow row, ReadOnlySpan<InsightValue> values)
    {
        _rows.Add(row);
        _values.AddRange(values);
    }

    /// <summary>Keeps only the rows that go on: those that are samples, with an id that no earlier one has.</summary>
    internal ColumnBatch Admitted(ImportReader reader)
    {
        var kept = 0;
        for (var row = 0; row < _rows.Count; row++)
        {
            if (!IsAdmitted(reader, _rows[row]))
            {
                continue;
            }

            if (kept != row)
            {
                _rows[kept] = _rows[row];
                for (var column = 0; column < width; column++)
                {
                    _values[(kept * width) + column] = Value(row, column);
                }
            }

            kept++;
        }

        _rows.RemoveRange(kept, _rows.Count - kept);
        _values.RemoveRange(kept * width, _values.Count - (kept * width));
        return this;
    }

    private static bool IsAdmitted(ImportReader reader, in ColumnRow row) =>
        row.Reject is { } reject
            ? reader.Admit(new ImportRecord(reject)).IsSample
            : reader.AdmitRow(row.OwnId, row.Line, row.Offset, row.IsAnswered) is null;
}
