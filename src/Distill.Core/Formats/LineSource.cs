using System.Runtime.CompilerServices;

namespace Distill.Core.Formats;

/// <summary>One JSON value a line; blank lines are passed over. Lines are read in chunks, which any thread may decode.</summary>
internal sealed class LineSource(RecordBuffer buffer, IRecordDecoder decoder, int maxBytes) : IRecordSource
{
    /// <summary>Bytes that are read and decoded at once: enough to make hand-overs cheap, little enough to stay in a core's cache.</summary>
    public const int ChunkBytes = 256 * 1024;

    public async IAsyncEnumerable<DecodedRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } next)
        {
            using var chunk = next;
            foreach (var record in Decode(chunk))
            {
                yield return record;
            }
        }

        if (Damage is { } damage)
        {
            yield return damage;
        }
    }

    /// <summary>What keeps the rest of the file from being read, or null.</summary>
    public DecodedRecord? Damage =>
        buffer.Damage is { } damage ? new DecodedRecord(buffer.Line, buffer.Offset, default, RecordFaults.Unreadable(damage)) : null;

    /// <summary>The next lines, or null at the end.</summary>
    public async ValueTask<LineChunk?> NextAsync(CancellationToken cancellationToken)
    {
        var wanted = ChunkBytes;
        var scanned = 0;
        while (true)
        {
            await buffer.FillToAsync(wanted, cancellationToken);
            var end = buffer.Span[scanned..].LastIndexOf((byte)'\n');
            if (end >= 0)
            {
                return buffer.Detach(scanned + end + 1, ChunkBytes);
            }

            scanned = buffer.Span.Length;
            if (scanned > maxBytes)
            {
                return await PassOverAsync(cancellationToken);
            }

            if (buffer.Ended)
            {
                return scanned == 0 ? null : buffer.Detach(scanned, 0);
            }

            wanted = Math.Max(wanted, scanned) * 2;
        }
    }

    /// <summary>The records of a chunk, in order; each is valid until the next is asked for. Thread-safe.</summary>
    public IEnumerable<DecodedRecord> Decode(LineChunk chunk) => Lines(chunk).Select(line => Decode(line));

    /// <summary>The record of a line. Thread-safe.</summary>
    public DecodedRecord Decode(in RecordLine line)
    {
        var result = line.TooLong ? RecordFaults.TooLong(maxBytes) : decoder.Decode(line.Bytes);
        return new DecodedRecord(line.Number, line.Offset, line.Bytes, result);
    }

    /// <summary>The lines of a chunk that are not blank, in order; each is valid until the next is asked for. Thread-safe.</summary>
    public IEnumerable<RecordLine> Lines(LineChunk chunk)
    {
        if (chunk.TooLong)
        {
            yield return new RecordLine(chunk.Line, chunk.Offset, default, TooLong: true);
        }

        var (rest, line, offset) = (chunk.Bytes, chunk.Line, chunk.Offset);
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var length = end < 0 ? rest.Length : end;
            var record = rest[..length];
            if (length > maxBytes)
            {
                yield return new RecordLine(line, offset, default, TooLong: true);
            }
            else if (!JsonText.IsBlank(record.Span))
            {
                yield return new RecordLine(line, offset, record.Span is [.., (byte)'\r'] ? record[..^1] : record, TooLong: false);
            }

            var step = end < 0 ? length : length + 1;
            (rest, line, offset) = (rest[step..], line + 1, offset + step);
        }
    }

    // However long the line is, no more than the window is held.
    private async ValueTask<LineChunk> PassOverAsync(CancellationToken cancellationToken)
    {
        var chunk = new LineChunk([], 0, 0, buffer.Line, buffer.Offset) { TooLong = true };
        while (true)
        {
            var end = buffer.Span.IndexOf((byte)'\n');
            buffer.Consume(end < 0 ? buffer.Span.Length : end + 1);
            if (end >= 0 || !await buffer.FillAsync(cancellationToken))
            {
                return chunk;
            }
        }
    }
}
