namespace Distill.Storage.Azure.Blobs;

/// <summary>Cuts appends into blocks: one block is one request and becomes visible as a whole, so no block ends within a line.</summary>
internal static class AppendBlocks
{
    /// <summary>Bytes that a block is filled to.</summary>
    public const int Size = 4 * 1024 * 1024;

    /// <summary>Most bytes of a block, and therefore of a line: the service's limit since version 2022-11-02.</summary>
    public const int MaxSize = 100 * 1024 * 1024;

    /// <summary>Whole lines of up to <see cref="Size"/> bytes together; a longer line is a block of its own.</summary>
    /// <exception cref="ArgumentException">A line is longer than <see cref="MaxSize"/>.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> lines)
    {
        while (lines.Length > Size)
        {
            var end = lines.Span[..Size].LastIndexOf((byte)'\n');
            var length = (end >= 0 ? end : lines.Span.IndexOf((byte)'\n')) + 1;
            if (length > MaxSize)
            {
                throw new ArgumentException(
                    $"A line of {length} bytes cannot be appended: a block of an append blob holds {MaxSize}.",
                    nameof(lines)
                );
            }

            yield return lines[..length];
            lines = lines[length..];
        }

        if (lines.Length > 0)
        {
            yield return lines;
        }
    }
}
