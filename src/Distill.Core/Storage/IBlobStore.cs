namespace Distill.Core.Storage;

/// <summary>Blobs by path: shards, journals, reports, uploads. Implementations are thread-safe.</summary>
/// <remarks>
/// A path is <c>container/segment/…/name</c>, segments of letters, digits and <c>-_.=</c>; no empty, <c>.</c> or <c>..</c> segment. Containers have at
/// least three lower-case characters, as Azure asks. Every other path throws <see cref="ArgumentException"/> before anything is touched;
/// <see cref="BlobPath"/> has the rules. A path is a blob or the folder of others, not both.
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

    /// <summary>Opens a blob for durable appends, making it when absent. One appender a blob at a time, and no other writes meanwhile.</summary>
    /// <remarks>
    /// Appends are whole lines. What a crash may leave of an append that was not acknowledged is a first part of it; of that part, whole lines stay, and a
    /// last line without its end is cut off here, when the blob is opened for appending again. Until then a reader may meet such a line: it was never
    /// acknowledged and is to be passed over.
    /// </remarks>
    /// <exception cref="StoreConflictException">The blob is open for appending already.</exception>
    Task<IBlobAppender> OpenAppendAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Blobs whose path starts with <paramref name="prefix"/>, in ordinal order.</summary>
    /// <param name="prefix">A container, or a container with further segments, of which the last may be a beginning: <c>runs</c>, <c>runs/r1/sh</c>.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    IAsyncEnumerable<BlobProperties> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Deletes a blob; false when there was none.</summary>
    /// <exception cref="StoreConflictException">The condition does not hold.</exception>
    Task<bool> DeleteAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default);
}
