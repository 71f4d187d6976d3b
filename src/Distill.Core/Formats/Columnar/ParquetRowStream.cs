using System.Buffers;
using System.Text.Json;
using Distill.Core.Formats.Encodings;
using Distill.Core.Samples;
using Parquet;
using Parquet.Serialization;

namespace Distill.Core.Formats.Columnar;

/// <summary>The rows of a Parquet file as JSON lines in UTF-8. Not thread-safe.</summary>
/// <remarks>
/// Memory: the rows of one row group. Fields that are null are left out. A column of the canonical sample that holds JSON in a text (as it must where a type
/// is not the same in every row) becomes that JSON.
/// </remarks>
internal sealed class ParquetRowStream : ForwardStream
{
    private readonly Stream _content;
    private readonly string _file;
    private readonly int _rowGroups;
    private readonly ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private readonly Utf8JsonWriter _json;
    private IList<Dictionary<string, object>> _rows = [];
    private int _nextGroup;
    private int _nextRow;
    private int _at;

    private ParquetRowStream(Stream content, string file, int rowGroups)
    {
        (_content, _file, _rowGroups) = (content, file, rowGroups);
        _json = new Utf8JsonWriter(_lines, SampleJson.WriterOptions);
    }

    /// <summary>Reads the footer of a file.</summary>
    /// <exception cref="ImportException">The file is damaged, or has no row.</exception>
    public static async Task<ParquetRowStream> OpenAsync(Stream content, string file, CancellationToken cancellationToken)
    {
        int groups;
        long rows;
        try
        {
            await using var reader = await ParquetReader.CreateAsync(content, leaveStreamOpen: true, cancellationToken: cancellationToken);
            groups = reader.RowGroupCount;
            rows = reader.RowGroups.Sum(group => group.RowCount);
        }
        catch (Exception damage) when (damage is not OperationCanceledException)
        {
            // Whatever a damaged footer makes the library throw.
            throw new ImportException(
                file,
                $"the Parquet file is damaged or cut off: its footer cannot be read ({damage.Message}). Write or copy it again."
            );
        }

        return rows > 0
            ? new ParquetRowStream(content, file, groups)
            : throw new ImportException(file, "the Parquet file has no row. Give a file with at least one record.");
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _lines.WrittenCount && await MakeLineAsync(cancellationToken)) { }
        var count = Math.Min(buffer.Length, _lines.WrittenCount - _at);
        _lines.WrittenSpan.Slice(_at, count).CopyTo(buffer.Span);
        _at += count;
        return count;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _json.DisposeAsync();
        await _content.DisposeAsync();
    }

    private async Task<bool> MakeLineAsync(CancellationToken cancellationToken)
    {
        while (_nextRow == _rows.Count)
        {
            if (_nextGroup == _rowGroups)
            {
                await ReachEndAsync(cancellationToken);
                return false;
            }

            (_rows, _nextRow) = (await ReadGroupAsync(cancellationToken), 0);
        }

        WriteLine(_rows[_nextRow++]);
        return true;
    }

    private void WriteLine(Dictionary<string, object> row)
    {
        _lines.ResetWrittenCount();
        _at = 0;
        _json.Reset();
        ParquetJson.WriteRow(_json, row);
        _json.Flush();
        _lines.Write("\n"u8);
    }

    private async Task<IList<Dictionary<string, object>>> ReadGroupAsync(CancellationToken cancellationToken)
    {
        try
        {
            var group = await ParquetSerializer.DeserializeUntypedAsync(_content, null, _nextGroup++, cancellationToken);
            return group.Data;
        }
        catch (Exception damage) when (damage is not (OperationCanceledException or ImportException))
        {
            // Whatever damaged pages make the library throw; the reader of records tells it as the end of what is readable.
            throw new InvalidDataException($"{_file}, row group {_nextGroup} of {_rowGroups}: {damage.Message}", damage);
        }
    }

    // A source that watches over its file compares when its end is read.
    private async Task ReachEndAsync(CancellationToken cancellationToken)
    {
        _content.Seek(0, SeekOrigin.End);
        _ = await _content.ReadAsync(new byte[1], cancellationToken);
    }
}
