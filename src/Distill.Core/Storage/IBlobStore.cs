namespace Distill.Core.Storage;

/// <summary>Blobs by path: shards, journals, reports, uploads. Implementations are thread-safe.</summary>
/// <remarks>
/// A path is <c>container/segment/…/name</c>, segments of letters, digits and <c>-_.=</c>; no empty, <c>.</c> or <c>..</c> segment. Containers have at
/// least three lower-case characters, as Azure asks. Every other path throws <see cref="ArgumentException"/> before anything is touched.
/// </remarks>
public interface IBlobStore
{
    /// <summary>What is known of a blob, or null when there is none.</summary>
    Task<BlobProperties?> FindAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Opens a blob for reading from <paramref name="offset"/> (bytes).</summary>
    /// <exception cref="BlobNotFoundException">There is no such blob.</exception>
    Task<Stream> OpenReadAsync(string path, long offset = 0, CancellationToken cancellationToken = default);

    /// <summary>Starts a new version of a blob. Nothing is visible until <see cref="BlobWrite.CommitAsync"/>; disposing without it leaves no trace.</summary>
    Task<BlobWrite> CreateAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default);

    /// <summary>Opens a blob for durable appends, making it when absent. One appender a blob at a time.</summary>
    Task<IBlobAppender> OpenAppendAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Blobs whose path starts with <paramref name="prefix"/> (a container and optional further segments), in ordinal order.</summary>
    IAsyncEnumerable<BlobProperties> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Deletes a blob; false when there was none.</summary>
    /// <exception cref="StoreConflictException">The condition does not hold.</exception>
    Task<bool> DeleteAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default);
}
