using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats.Logs;
using Distill.Core.Pipelines;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;

namespace Distill.Core.Formats;

/// <summary>The records of a batch with the canonical lines of the samples among them.</summary>
/// <remarks>A line that is canonical already, or nearly so, is put together from its own bytes; of any other the sample is made and written.</remarks>
internal sealed class EncodedBatch : IDisposable
{
    private readonly PooledBuffer _lines;
    private readonly List<EncodedRecord> _records = [];

    private EncodedBatch(int capacity) => _lines = new PooledBuffer(capacity);

    /// <summary>The records, in order.</summary>
    public IReadOnlyList<EncodedRecord> Records => _records;

    /// <summary>Decodes a batch, which is disposed of, and writes its samples.</summary>
    public static EncodedBatch Of(ImportBatch batch)
    {
        using var read = batch;
        // A tenth more than was read: each line gets its source.
        var encoded = new EncodedBatch(batch.Bytes + (batch.Bytes / 10));
        if (batch.Lines is null)
        {
            foreach (var record in batch.Read())
            {
                encoded.Add(record);
            }

            return encoded;
        }

        foreach (var line in batch.Lines)
        {
            if (!encoded.TryAdd(line, batch) && batch.DecodeLine!(line) is { } record)
            {
                encoded.Add(record);
            }
        }

        return encoded;
    }

    /// <summary>The lines of records that follow each other, with their ends.</summary>
    /// <param name="from">The first of them.</param>
    /// <param name="to">The one after the last.</param>
    public ReadOnlyMemory<byte> Lines(int from, int to) =>
        from == to ? default : _lines.Written[_records[from].Start.._records[to - 1].End];

    /// <summary>The id that the sample of a record was written with.</summary>
    public string IdOf(int record) => SampleJson.Read(Lines(record, record + 1).Span).Sample!.Id;

    public void Dispose() => _lines.Dispose();

    private bool TryAdd(in RecordLine line, ImportBatch batch)
    {
        var (start, source) = (_lines.Length, new RowSource(batch.File, line.Number));
        UInt128 id;
        bool isAnswered;
        if (line.TooLong)
        {
            return false;
        }

        if (batch.Format == ImportFormats.Gateway && GatewayLine.TryRead(line.Bytes.Span, out var exchange))
        {
            exchange.Write(_lines, source);
            (id, isAnswered) = (RecordId.Hash(exchange.Asid), true);
        }
        else if (
            batch.Format == ImportFormats.Canonical
            && LineOutline.TryRead(line.Bytes.Span, out var outline)
            && SplicedLine.TryWrite(outline, source, _lines)
        )
        {
            (id, isAnswered) = (RecordId.Hash(outline.Bytes(outline.Id)), outline.Messages.IsAnswered);
        }
        else
        {
            return false;
        }

        EndLine(new EncodedRecord(null, id, line.Number, line.Offset, isAnswered, start, 0));
        return true;
    }

    private void Add(in ImportRecord record)
    {
        var start = _lines.Length;
        if (record.Sample is not { } sample)
        {
            _records.Add(new EncodedRecord(record.Reject, null, record.Line, record.Offset, IsAnswered: false, start, start));
            return;
        }

        SampleJson.Write(_lines, sample);
        EndLine(new EncodedRecord(null, record.OwnId, record.Line, record.Offset, sample.Answer is not null, start, 0));
    }

    private void EndLine(in EncodedRecord record)
    {
        _lines.GetSpan(1)[0] = (byte)'\n';
        _lines.Advance(1);
        _records.Add(record with { End = _lines.Length });
    }
}
