namespace Distill.Core.Formats;

/// <summary>The lines of a stream, each with its number and byte offset. Not thread-safe.</summary>
/// <param name="buffer">The stream's window; the reader owns its position from here on.</param>
/// <param name="maxBytes">Longest line; a longer one is passed over and marked.</param>
internal sealed class Utf8LineReader(RecordBuffer buffer, int maxBytes)
{
    private int pending;

    /// <summary>The line without its end (LF or CRLF); valid until the next read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Its number, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Offset of its first byte.</summary>
    public long Offset { get; private set; }

    /// <summary>True when the line is longer than the limit; <see cref="Current"/> is empty then.</summary>
    public bool TooLong { get; private set; }

    /// <summary>True when a line end follows; false for a last line that was cut off or has none.</summary>
    public bool Terminated { get; private set; }

    /// <summary>Goes to the next line; false at the end of the stream.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        buffer.Consume(pending);
        pending = 0;
        TooLong = false;
        Mark();
        var scanned = 0;
        while (true)
        {
            var found = buffer.Span[scanned..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Take(scanned + found, terminated: true);
            }

            scanned = buffer.Span.Length;
            if (scanned > maxBytes)
            {
                await PassOverAsync(cancellationToken);
                return true;
            }

            if (!await buffer.FillAsync(cancellationToken))
            {
                return scanned > 0 && Take(scanned, terminated: false);
            }

            if (scanned == 0)
            {
                // A byte order mark may have been passed over.
                Mark();
            }
        }
    }

    private void Mark()
    {
        Line = buffer.Line;
        Offset = buffer.Offset;
    }

    private bool Take(int length, bool terminated)
    {
        pending = terminated ? length + 1 : length;
        Terminated = terminated;
        var line = buffer.Slice(0, length);
        TooLong = length > maxBytes;
        Current =
            TooLong ? default
            : line.Span is [.., (byte)'\r'] ? line[..^1]
            : line;
        return true;
    }

    private async ValueTask PassOverAsync(CancellationToken cancellationToken)
    {
        TooLong = true;
        Current = default;
        while (true)
        {
            var found = buffer.Span.IndexOf((byte)'\n');
            if (found >= 0)
            {
                buffer.Consume(found + 1);
                Terminated = true;
                return;
            }

            buffer.Consume(buffer.Span.Length);
            if (!await buffer.FillAsync(cancellationToken))
            {
                Terminated = false;
                return;
            }
        }
    }
}
