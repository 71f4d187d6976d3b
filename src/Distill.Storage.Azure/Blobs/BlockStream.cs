using System.Buffers;
using System.Buffers.Binary;
using Azure.Storage.Blobs.Specialized;

namespace Distill.Storage.Azure.Blobs;

/// <summary>Takes the bytes of a blob and stages them in blocks, a few at a time. Not thread-safe.</summary>
/// <remarks>
/// Blocks that are not committed belong to the name, not to the writer, so block ids begin with an id of this writer: two writers of a name do not mix.
/// At most <see cref="Lanes"/> + 1 blocks are in memory; 50,000 blocks are the most of a blob, which is 390 GiB.
/// </remarks>
internal sealed class BlockStream(BlockBlobClient blob, string path) : Stream
{
    /// <summary>Bytes of a block; a blob up to this size is one request.</summary>
    public const int BlockSize = 8 * 1024 * 1024;

    private const int FirstSize = 64 * 1024;
    private const int Lanes = 3;

    private readonly byte[] writer = Guid.NewGuid().ToByteArray();
    private readonly List<string> ids = [];
    private readonly List<Task> staging = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int filled;
    private long staged;
    private bool disposed;

    /// <summary>True when a block was staged: the commit then names blocks.</summary>
    public bool IsStaged => ids.Count > 0;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !disposed;

    /// <summary>Bytes taken so far.</summary>
    public override long Length => staged + filled;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    /// <summary>The bytes that are not staged.</summary>
    public Stream OpenRest() => new MemoryStream(buffer, 0, filled, writable: false);

    /// <summary>Stages the rest, waits for all blocks and gives their ids in order.</summary>
    public async Task<IReadOnlyList<string>> FinishAsync(CancellationToken cancellationToken)
    {
        if (filled > 0)
        {
            await StageAsync(cancellationToken);
        }

        await Task.WhenAll(staging);
        staging.Clear();
        return ids;
    }

    /// <summary>Gives the memory back, after a commit: no request reads it any more.</summary>
    public void Recycle()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        (buffer, disposed) = ([], true);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        while (source.Length > 0)
        {
            source = source[Take(source.Span)..];
            if (filled == BlockSize)
            {
                await StorageFailure.GuardAsync(() => StageAsync(cancellationToken), What, cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] source, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(source.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>For compressors, which end their last block so: the block goes up while the caller waits.</summary>
    public override void Write(byte[] source, int offset, int count)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var rest = source.AsSpan(offset, count);
        while (rest.Length > 0)
        {
            rest = rest[Take(rest)..];
            if (filled == BlockSize)
            {
                StageNow();
            }
        }
    }

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] target, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (!disposed)
        {
            disposed = true;
            // Requests on their way are waited for; what becomes of them no longer matters, since no commit names their blocks.
            await Task.WhenAll(staging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.DisposeAsync();
    }

    private string What => $"The blob '{path}' could not be written";

    private int Take(ReadOnlySpan<byte> source)
    {
        var count = Math.Min(source.Length, BlockSize - filled);
        Grow(filled + count);
        source[..count].CopyTo(buffer.AsSpan(filled));
        filled += count;
        return count;
    }

    private void Grow(int wanted)
    {
        if (wanted > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, Math.Min(BlockSize, buffer.Length * 2)));
            buffer.AsSpan(0, filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }

    // True, for the guard; a failed block fails the write that waits for its lane, or the commit.
    private async Task<bool> StageAsync(CancellationToken cancellationToken)
    {
        if (staging.Count == Lanes)
        {
            var done = await Task.WhenAny(staging);
            staging.Remove(done);
            await done;
        }

        var (block, length, id) = (buffer, filled, NextId());
        (buffer, filled) = (ArrayPool<byte>.Shared.Rent(length), 0);
        staging.Add(SendAsync());
        return true;

        async Task SendAsync()
        {
            await blob.StageBlockAsync(id, new MemoryStream(block, 0, length), cancellationToken: cancellationToken);
            // Not after a failure: a request that was given up may still be reading the block.
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private void StageNow()
    {
        try
        {
            blob.StageBlock(NextId(), OpenRest());
            filled = 0;
        }
        catch (Exception exception) when (StorageFailure.IsFailure(exception, CancellationToken.None))
        {
            throw StorageFailure.Explain(exception, What);
        }
    }

    private string NextId()
    {
        Span<byte> id = stackalloc byte[writer.Length + sizeof(int)];
        writer.CopyTo(id);
        BinaryPrimitives.WriteInt32BigEndian(id[writer.Length..], ids.Count);
        ids.Add(Convert.ToBase64String(id));
        staged += filled;
        return ids[^1];
    }
}
