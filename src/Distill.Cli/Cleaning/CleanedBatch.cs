using System.Buffers;
using Distill.Core.Formats;
using Distill.Core.Operators;
using Distill.Core.Pipelines;
using Distill.Core.Samples;

namespace Distill.Cli.Cleaning;

/// <summary>The records of a batch as far as one thread can take them by itself, with the lines of those that may be kept.</summary>
internal sealed class CleanedBatch : IDisposable
{
    private readonly PooledBuffer _lines;
    private readonly List<Entry> _entries;
    private int _kept;

    private CleanedBatch(PooledBuffer lines, List<Entry> entries)
    {
        _lines = lines;
        _entries = entries;
    }

    /// <summary>The records, in order.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The lines that were kept.</summary>
    public ReadOnlyMemory<byte> Kept => _lines.Written[.._kept];

    /// <summary>Decodes a batch, which is disposed of, and prepares its samples.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="run">The recipe, in a pass.</param>
    /// <param name="encode">True in the last pass: samples are written, too.</param>
    public static CleanedBatch Of(ImportBatch batch, CleaningRun run, bool encode)
    {
        using var read = batch;
        // A tenth more than was read: each line gets its source.
        var lines = new PooledBuffer(encode ? batch.Bytes + (batch.Bytes / 10) : 0);
        var entries = new List<Entry>();
        foreach (var record in batch.Read())
        {
            var prepared = record.Sample is { } sample ? run.Prepare(sample) : default;
            var start = lines.Length;
            if (encode && record.Sample is not null && prepared.MayBeKept)
            {
                SampleJson.Write(lines, prepared.Sample);
                lines.Write("\n"u8);
            }

            entries.Add(new Entry(record, prepared, start, lines.Length - start));
        }

        return new CleanedBatch(lines, entries);
    }

    /// <summary>Takes the line of an entry over into <see cref="Kept"/>; entries are kept in order.</summary>
    public void Keep(in Entry entry)
    {
        _lines.Move(entry.Start, entry.Length, _kept);
        _kept += entry.Length;
    }

    /// <summary>Writes what was kept so far, and then a sample that is no longer as its entry has it.</summary>
    public async ValueTask KeepChangedAsync(Sample sample, Stream output, CancellationToken cancellationToken)
    {
        using var line = new PooledBuffer(0);
        SampleJson.Write(line, sample);
        line.Write("\n"u8);
        await output.WriteAsync(Kept, cancellationToken);
        await output.WriteAsync(line.Written, cancellationToken);
        _kept = 0;
    }

    public void Dispose() => _lines.Dispose();

    /// <summary>A record on its way.</summary>
    internal readonly record struct Entry(ImportRecord Record, PreparedSample Prepared, int Start, int Length);
}
