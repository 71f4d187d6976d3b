using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Writes one shard: invisible until the commit, hashed while it is written. Not thread-safe.</summary>
/// <remarks>The same samples give the same bytes, so a retried step may write its shard again.</remarks>
public sealed class ShardWriter : IAsyncDisposable
{
    private readonly HashedBlobWriter blob;

    private ShardWriter(HashedBlobWriter blob) => this.blob = blob;

    /// <summary>Records so far.</summary>
    public long Records => blob.Lines;

    /// <summary>Bytes so far.</summary>
    public long Bytes => blob.Bytes;

    /// <summary>Begins the shard at a path, usually <see cref="DatasetPaths.Shard"/>.</summary>
    public static async Task<ShardWriter> CreateAsync(IBlobStore blobs, string path, CancellationToken cancellationToken = default) =>
        new(await HashedBlobWriter.CreateAsync(blobs, path, cancellationToken));

    /// <summary>Adds a record.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or a text holds half a surrogate pair.</exception>
    public ValueTask WriteAsync(Sample sample, CancellationToken cancellationToken = default)
    {
        SampleJson.Write(blob.Output, sample);
        return blob.EndLineAsync(cancellationToken);
    }

    /// <summary>Adds records that were written before as <see cref="SampleJson.Write(System.Buffers.IBufferWriter{byte}, Sample)"/> writes them, each with its line end.</summary>
    internal ValueTask WriteLinesAsync(ReadOnlyMemory<byte> lines, int records, CancellationToken cancellationToken) =>
        blob.WriteLinesAsync(lines, records, cancellationToken);

    /// <summary>Makes the shard visible and durable.</summary>
    public Task<ShardInfo> CommitAsync(CancellationToken cancellationToken = default) => blob.CommitAsync(cancellationToken);

    /// <summary>Ends the writer; without a commit before, nothing remains of the shard.</summary>
    public ValueTask DisposeAsync() => blob.DisposeAsync();
}
