using Distill.Core.Storage;

namespace Distill.Storage.Local.Blobs;

/// <summary>A blob being written to a temporary file.</summary>
internal sealed class LocalBlobWrite : BlobWrite
{
    private const int BufferSize = 64 * 1024;

    private readonly BlobFiles files;
    private readonly string path;
    private readonly BlobCondition condition;
    private readonly string temporary;
    private readonly FileStream stream;
    private bool committed;

    public LocalBlobWrite(BlobFiles files, string path, BlobCondition condition)
    {
        this.files = files;
        this.path = path;
        this.condition = condition;
        temporary = files.NewTemporary();
        stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
        Content = new ExplainingStream(stream, files.FileOf(path));
    }

    /// <inheritdoc />
    public override Stream Content { get; }

    /// <inheritdoc />
    public override async Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
    {
        if (committed)
        {
            throw new InvalidOperationException($"The blob '{path}' was committed already.");
        }

        await Content.FlushAsync(cancellationToken);
        try
        {
            // The disk is waited for on a thread of its own: the pool has few, and others compute on them meanwhile.
            return await Task.Factory.StartNew(MakeDurable, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception exception) when (exception is IOException and not StoreConflictException or UnauthorizedAccessException)
        {
            throw StorageFailure.Explain(exception, files.FileOf(path), "committed");
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        if (!committed)
        {
            File.Delete(temporary);
        }
    }

    // The bytes first, then the name: a name that is seen after a crash leads to whole content.
    private BlobProperties MakeDurable()
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        var properties = files.Commit(temporary, path, condition);
        committed = true;
        return properties;
    }
}
