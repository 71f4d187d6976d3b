namespace Distill.Core.Storage;

/// <summary>A blob being written: fill <see cref="Content"/>, then commit. Not thread-safe.</summary>
public abstract class BlobWrite : IAsyncDisposable
{
    /// <summary>Where the bytes go. Do not dispose it; dispose the write.</summary>
    public abstract Stream Content { get; }

    /// <summary>Makes the blob visible, whole and durable, in one step.</summary>
    /// <exception cref="StoreConflictException">The condition given at creation no longer holds; nothing was changed.</exception>
    public abstract Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
