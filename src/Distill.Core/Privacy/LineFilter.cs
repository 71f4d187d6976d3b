using System.Buffers;

namespace Distill.Core.Privacy;

/// <summary>Copies a text without some of its lines. Memory: one buffer and the list of lines.</summary>
internal static class LineFilter
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Copies it.</summary>
    /// <param name="source">The text, from its start, in an encoding in which a line end is the byte 10.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="ranges">The lines to leave out, first and last of each range, from 1, in order.</param>
    /// <param name="keepsNumbers">True leaves an empty line for each, so that the numbers of the others stay and with them the ids that are derived from them.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task CopyAsync(
        Stream source,
        Stream target,
        IReadOnlyList<(long First, long Last)> ranges,
        bool keepsNumbers,
        CancellationToken cancellationToken
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var kept = new ArrayBufferWriter<byte>(BufferSize);
        var (line, range) = (1L, 0);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                Filter(buffer.AsSpan(0, read), kept, ranges, keepsNumbers, ref line, ref range);
                await target.WriteAsync(kept.WrittenMemory, cancellationToken);
                kept.ResetWrittenCount();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Filter(
        ReadOnlySpan<byte> text,
        ArrayBufferWriter<byte> kept,
        IReadOnlyList<(long First, long Last)> ranges,
        bool keepsNumbers,
        ref long line,
        ref int range
    )
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var length = end < 0 ? text.Length : end + 1;
            while (range < ranges.Count && ranges[range].Last < line)
            {
                range++;
            }

            var isLeftOut = range < ranges.Count && ranges[range].First <= line;
            if (!isLeftOut)
            {
                kept.Write(text[..length]);
            }
            else if (keepsNumbers && end >= 0)
            {
                kept.Write("\n"u8);
            }

            line += end < 0 ? 0 : 1;
            text = text[length..];
        }
    }
}
