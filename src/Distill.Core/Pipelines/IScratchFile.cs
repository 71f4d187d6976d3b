namespace Distill.Core.Pipelines;

/// <summary>A file that is gone when it is closed. Not thread-safe.</summary>
public interface IScratchFile : IDisposable
{
    /// <summary>Writes behind what was written before.</summary>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full.</exception>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Fills <paramref name="into"/> with the bytes from <paramref name="offset"/> on, which were all written before.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    void Read(long offset, Span<byte> into);
}
