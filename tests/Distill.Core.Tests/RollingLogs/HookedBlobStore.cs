using Distill.Core.Storage;

namespace Distill.Core.Tests.RollingLogs;

/// <summary>A real store whose appends wait for, or fail by, what a test says.</summary>
internal sealed class HookedBlobStore(IBlobStore inner, Func<Task> beforeAppend) : IBlobStore
{
    public Task<BlobProperties?> FindAsync(string path, CancellationToken cancellationToken = default) =>
        inner.FindAsync(path, cancellationToken);

    public Task<Stream> OpenReadAsync(string path, long offset = 0, CancellationToken cancellationToken = default) =>
        inner.OpenReadAsync(path, offset, cancellationToken);

    public Task<BlobWrite> CreateAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default) =>
        inner.CreateAsync(path, condition, cancellationToken);

    public async Task<IBlobAppender> OpenAppendAsync(string path, CancellationToken cancellationToken = default) =>
        new Appender(await inner.OpenAppendAsync(path, cancellationToken), beforeAppend);

    public IAsyncEnumerable<BlobProperties> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, cancellationToken);

    public Task<bool> DeleteAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(path, condition, cancellationToken);

    private sealed class Appender(IBlobAppender inner, Func<Task> before) : IBlobAppender
    {
        public async Task AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
        {
            await before();
            await inner.AppendAsync(data, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
