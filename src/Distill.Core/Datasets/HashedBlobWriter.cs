using System.Buffers;
using System.Security.Cryptography;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Lines into one blob, hashed and counted on the way, visible only after the commit. Not thread-safe.</summary>
internal sealed class HashedBlobWriter(BlobWrite write, string path) : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt);
    private long flushed;

    /// <summary>Lines so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Bytes => flushed + buffer.WrittenCount;

    /// <summary>Where the bytes of the next line go; <see cref="EndLineAsync"/> closes it.</summary>
    public IBufferWriter<byte> Output => buffer;

    public static async Task<HashedBlobWriter> CreateAsync(IBlobStore blobs, string path, CancellationToken cancellationToken) =>
        new(await blobs.CreateAsync(path, cancellationToken: cancellationToken), path);

    public ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        buffer.Write("\n"u8);
        Lines++;
        return buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : new ValueTask(FlushAsync(cancellationToken));
    }

    /// <summary>Adds whole lines. Many go to the blob as they lie, few are gathered first.</summary>
    public async ValueTask WriteLinesAsync(ReadOnlyMemory<byte> lines, int count, CancellationToken cancellationToken)
    {
        Lines += count;
        if (buffer.WrittenCount + lines.Length < FlushAt)
        {
            buffer.Write(lines.Span);
            return;
        }

        await FlushAsync(cancellationToken);
        await PassAsync(lines, cancellationToken);
    }

    public async Task<ShardInfo> CommitAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new ShardInfo(path, Lines, flushed, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        await write.DisposeAsync();
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (buffer.WrittenCount > 0)
        {
            await PassAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
    }

    private async Task PassAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        hash.AppendData(lines.Span);
        await write.Content.WriteAsync(lines, cancellationToken);
        flushed += lines.Length;
    }
}
