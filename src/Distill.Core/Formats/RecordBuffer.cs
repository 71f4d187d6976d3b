using System.Buffers;

namespace Distill.Core.Formats;

/// <summary>A window on a stream: one pooled, contiguous piece of memory from the first byte not consumed. Not thread-safe.</summary>
/// <remarks>
/// Contiguous, so that a record is one span for <c>Utf8JsonReader</c> and vectorised searches without copying segments together. It grows by doubling
/// only while one record does not fit, so memory follows the longest record, never the file.
/// </remarks>
/// <param name="stream">The stream; whoever opened it closes it.</param>
internal sealed class RecordBuffer(Stream stream) : IDisposable
{
    private const int InitialSize = 128 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int start;
    private int end;
    private bool began;

    /// <summary>Position of the window in the stream, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>Line of the window's first byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>True when the stream has no more bytes to add.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why the stream cannot be read further (damaged compression), or null.</summary>
    public string? Damage { get; private set; }

    /// <summary>The window.</summary>
    public ReadOnlySpan<byte> Span => bytes.AsSpan(start, end - start);

    /// <summary>The window's first bytes; valid until the next fill.</summary>
    public ReadOnlyMemory<byte> Slice(int from, int length) => bytes.AsMemory(start + from, length);

    /// <summary>Adds bytes to the window; false when there are none. A byte order mark at the very start is passed over.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (Ended)
        {
            return false;
        }

        if (!began)
        {
            began = true;
            await FillToAsync(4, cancellationToken);
            SkipByteOrderMark();
            return end > start;
        }

        return await ReadMoreAsync(cancellationToken);
    }

    /// <summary>Adds bytes until the window has this many or the stream ends.</summary>
    public async ValueTask FillToAsync(int length, CancellationToken cancellationToken)
    {
        began = true;
        while (end - start < length && await ReadMoreAsync(cancellationToken)) { }
    }

    /// <summary>Moves the window's start.</summary>
    public void Consume(int count)
    {
        Line += Span[..count].Count((byte)'\n');
        Offset += count;
        start += count;
    }

    /// <summary>Gives away the window's first bytes with the memory they lie in, so that they stay valid; the window goes on in fresh memory.</summary>
    /// <param name="count">Bytes given away.</param>
    /// <param name="room">Bytes for which the fresh memory has room.</param>
    public LineChunk Detach(int count, int room)
    {
        var chunk = new LineChunk(bytes, start, count, Line, Offset);
        var rest = Span[count..];
        var fresh = ArrayPool<byte>.Shared.Rent(Math.Max(room, rest.Length));
        rest.CopyTo(fresh);
        Line += chunk.Bytes.Span.Count((byte)'\n');
        Offset += count;
        (bytes, start, end) = (fresh, 0, rest.Length);
        return chunk;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        start = end = 0;
        Ended = true;
    }

    /// <summary>Passes over a UTF-8 byte order mark at the start of the window.</summary>
    public void SkipByteOrderMark()
    {
        if (Offset == 0 && Span.StartsWith("\uFEFF"u8))
        {
            Consume(3);
        }
    }

    private async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (Ended)
        {
            return false;
        }

        MakeRoom();
        var read = 0;
        try
        {
            read = await stream.ReadAsync(bytes.AsMemory(end), cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or ZstdSharp.ZstdException)
        {
            Damage = $"The compressed data is damaged or cut off ({exception.Message})";
        }

        end += read;
        Ended = read == 0;
        return !Ended;
    }

    private void MakeRoom()
    {
        if (end < bytes.Length)
        {
            return;
        }

        var target = start > bytes.Length / 2 ? bytes : ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        Span.CopyTo(target);
        end -= start;
        start = 0;
        if (target != bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = target;
        }
    }
}
