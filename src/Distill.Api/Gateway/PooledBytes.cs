using System.Buffers;
using System.IO.Pipelines;

namespace Distill.Api.Gateway;

/// <summary>Bytes in a pooled array that several owners share: the caller's request, its copies to shadows, and the log. Given back when the last owner lets go.</summary>
internal sealed class PooledBytes
{
    private const int FirstSize = 4096;

    // What a caller says of its body is no reason to set megabytes aside before they come.
    private const int MostAtFirst = 64 * 1024;

    private byte[] _bytes;
    private int _owners = 1;

    public PooledBytes(int capacity = FirstSize) => _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Room for at least one more byte; <see cref="Advance"/> says how much of it was used.</summary>
    public Memory<byte> GetMemory()
    {
        MakeRoom(1);
        return _bytes.AsMemory(Length);
    }

    /// <summary>Takes up what was written into <see cref="GetMemory"/>.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Forgets the first bytes.</summary>
    public void Consume(int count)
    {
        Span[count..].CopyTo(_bytes);
        Length -= count;
    }

    /// <summary>Adds an owner.</summary>
    public PooledBytes Share()
    {
        Interlocked.Increment(ref _owners);
        return this;
    }

    /// <summary>One owner lets go.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    /// <summary>Reads a body to its end; null when it is longer than <paramref name="limit"/>.</summary>
    public static async ValueTask<PooledBytes?> ReadAsync(PipeReader body, long? length, int limit, CancellationToken cancellationToken)
    {
        var bytes = new PooledBytes((int)Math.Min(length ?? FirstSize, MostAtFirst));
        try
        {
            while (true)
            {
                var read = await body.ReadAsync(cancellationToken);
                if (bytes.Length + read.Buffer.Length > limit)
                {
                    bytes.Release();
                    return null;
                }

                foreach (var segment in read.Buffer)
                {
                    bytes.Append(segment.Span);
                }

                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return bytes;
                }
            }
        }
        catch
        {
            bytes.Release();
            throw;
        }
    }

    private void MakeRoom(int count)
    {
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
