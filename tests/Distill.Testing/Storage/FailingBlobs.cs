using Distill.Core.Storage;

namespace Distill.Testing.Storage;

/// <summary>Blobs of another store, until the change of a given number, which fails before it happens: what a kill leaves.</summary>
public sealed class FailingBlobs(IBlobStore inner, int changes) : IBlobStore
{
    private int _left = changes;

    public Task<BlobProperties?> FindAsync(string path, CancellationToken cancellationToken = default) =>
        inner.FindAsync(path, cancellationToken);

    public Task<Stream> OpenReadAsync(string path, long offset = 0, CancellationToken cancellationToken = default) =>
        inner.OpenReadAsync(path, offset, cancellationToken);

    public async Task<BlobWrite> CreateAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        Change();
        return await inner.CreateAsync(path, condition, cancellationToken);
    }

    public Task<IBlobAppender> OpenAppendAsync(string path, CancellationToken cancellationToken = default) =>
        inner.OpenAppendAsync(path, cancellationToken);

    public IAsyncEnumerable<BlobProperties> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, cancellationToken);

    public async Task<bool> DeleteAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        Change();
        return await inner.DeleteAsync(path, condition, cancellationToken);
    }

    private void Change()
    {
        if (_left-- <= 0)
        {
            throw new IOException("The process was killed.");
        }
    }
}
