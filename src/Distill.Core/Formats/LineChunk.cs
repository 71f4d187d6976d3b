using System.Buffers;

namespace Distill.Core.Formats;

/// <summary>Some whole lines of a file in pooled memory of their own. <see cref="Dispose"/> gives it back; used by one thread at a time.</summary>
/// <param name="memory">The pooled memory.</param>
/// <param name="start">Where the lines begin in it.</param>
/// <param name="length">Their bytes.</param>
/// <param name="line">Number of the first line, from 1.</param>
/// <param name="offset">Offset of its first byte in the file.</param>
internal sealed class LineChunk(byte[] memory, int start, int length, long line, long offset) : IDisposable
{
    private byte[]? _memory = memory;

    public long Line => line;

    public long Offset => offset;

    /// <summary>True for a line that is longer than the limit: it has no bytes here.</summary>
    public bool TooLong { get; init; }

    /// <summary>The lines with their ends.</summary>
    public ReadOnlyMemory<byte> Bytes => _memory.AsMemory(start, length);

    public void Dispose()
    {
        if (_memory is { Length: > 0 } returned)
        {
            ArrayPool<byte>.Shared.Return(returned);
        }

        _memory = null;
    }
}
