using Distill.Core.Pipelines;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>The records of a batch with the canonical lines of the samples among them.</summary>
internal sealed class EncodedBatch : IDisposable
{
    private readonly PooledBuffer _lines;

    private EncodedBatch(PooledBuffer lines, List<(ImportRecord Record, int Start, int Length)> records)
    {
        _lines = lines;
        Records = records;
    }

    /// <summary>The records, each with the place of its line; a reject has none.</summary>
    public IReadOnlyList<(ImportRecord Record, int Start, int Length)> Records { get; }

    /// <summary>The lines, without line ends.</summary>
    public ReadOnlyMemory<byte> Lines => _lines.Written;

    /// <summary>Decodes a batch, which is disposed of, and writes its samples.</summary>
    public static EncodedBatch Of(ImportBatch batch)
    {
        using var read = batch;
        // A tenth more than was read: each line gets its source.
        var lines = new PooledBuffer(batch.Bytes + (batch.Bytes / 10));
        var records = new List<(ImportRecord, int, int)>();
        foreach (var record in batch.Read())
        {
            var start = lines.Length;
            if (record.Sample is not null)
            {
                SampleJson.Write(lines, record.Sample);
            }

            records.Add((record, start, lines.Length - start));
        }

        return new EncodedBatch(lines, records);
    }

    public void Dispose() => _lines.Dispose();
}
