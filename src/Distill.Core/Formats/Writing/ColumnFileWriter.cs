using System.Buffers;
using System.Text.Json;
using Distill.Core.Evaluation;
using Distill.Core.Filtering.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>Writes chosen fields of samples under chosen names: CSV with a header, or one JSON object of texts a line. Not thread-safe.</summary>
/// <remarks>A text is written as it is, any other value as its JSON; a missing one is an empty field in CSV and null in JSON. Memory: one sample and 64 KiB.</remarks>
public sealed class ColumnFileWriter : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly Stream _target;
    private readonly bool _isCsv;
    private readonly bool _newlineToSpace;
    private readonly List<(string Name, Func<Sample, FilterValue> Read)> _columns;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Where to; whoever opened it closes it.</param>
    /// <param name="columns">The columns in order, at least one.</param>
    /// <param name="isCsv">True writes CSV, false JSON lines.</param>
    /// <param name="newlineToSpace">True makes a space of each line break in a value.</param>
    /// <exception cref="InvalidSettingException">There is no column, or two share a name.</exception>
    public ColumnFileWriter(Stream target, IReadOnlyList<OutputColumn> columns, bool isCsv, bool newlineToSpace)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(columns);
        if (
            columns.Count == 0
            || columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { }
        )
        {
            throw new InvalidSettingException("Give at least one column, each under a name of its own.");
        }

        (_target, _isCsv, _newlineToSpace) = (target, isCsv, newlineToSpace);
        _columns = [.. columns.Select(column => (column.Name, FieldReader.Of(column.Field)))];
        _json = new Utf8JsonWriter(_buffer, SampleJson.WriterOptions);
        if (isCsv)
        {
            CsvRecords.WriteRow(_buffer, columns.Select(column => column.Name));
        }
    }

    /// <summary>Adds a sample.</summary>
    public async ValueTask WriteAsync(Sample sample, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (_isCsv)
        {
            CsvRecords.WriteRow(_buffer, _columns.Select(column => Text(column.Read(sample)) ?? ""));
        }
        else
        {
            WriteObject(sample);
        }

        if (_buffer.WrittenCount >= FlushAt)
        {
            await CompleteAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is left in memory.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        await _target.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }

    /// <summary>Releases what is held; the target stays open.</summary>
    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void WriteObject(Sample sample)
    {
        _json.Reset();
        _json.WriteStartObject();
        foreach (var (name, read) in _columns)
        {
            _json.WriteString(name, Text(read(sample)));
        }

        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
    }

    private string? Text(FilterValue value) => _newlineToSpace && value.Shown is { } text ? text.ReplaceLineEndings(" ") : value.Shown;
}
