using System.Runtime.CompilerServices;
using Distill.Core.Storage;

namespace Distill.Storage.Local.Blobs;

/// <summary>Blobs in a folder of this machine. Thread-safe.</summary>
/// <remarks>
/// A commit writes a temporary file, flushes it, renames it into place and flushes the folder. Conditions are race-safe among all users of one instance;
/// that no second process uses the same home is the host's care (<c>host.lock</c>).
/// </remarks>
public sealed class LocalBlobStore : IBlobStore
{
    private readonly BlobFiles files;

    /// <summary>The blobs of a home.</summary>
    /// <param name="home">The home.</param>
    /// <param name="clock">Dates commits.</param>
    public LocalBlobStore(LocalHome home, TimeProvider clock) => files = new BlobFiles(home, clock);

    /// <inheritdoc />
    public Task<BlobProperties?> FindAsync(string path, CancellationToken cancellationToken = default) =>
        Task.FromResult(files.Find(BlobPath.Require(path)));

    /// <inheritdoc />
    public Task<Stream> OpenReadAsync(string path, long offset = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var file = files.FileOf(BlobPath.Require(path));
        try
        {
            var options = FileOptions.Asynchronous | FileOptions.SequentialScan;
            Stream stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 64 * 1024,
                options
            );
            stream.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(file))
        {
            throw new BlobNotFoundException(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Explain(exception, file, "read");
        }
    }

    /// <inheritdoc />
    public Task<BlobWrite> CreateAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        BlobPath.Require(path);
        try
        {
            return Task.FromResult<BlobWrite>(new LocalBlobWrite(files, path, condition));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Explain(exception, files.FileOf(path), "written");
        }
    }

    /// <inheritdoc />
    public Task<IBlobAppender> OpenAppendAsync(string path, CancellationToken cancellationToken = default)
    {
        BlobPath.Require(path);
        try
        {
            return Task.FromResult<IBlobAppender>(LocalBlobAppender.Open(files, path));
        }
        catch (Exception exception) when (exception is IOException and not StoreConflictException or UnauthorizedAccessException)
        {
            throw StorageFailure.Explain(exception, files.FileOf(path), "opened for appending");
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<BlobProperties> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        BlobPath.RequirePrefix(prefix);
        prefix = prefix.Contains('/', StringComparison.Ordinal) ? prefix : prefix + "/";
        var slash = prefix.LastIndexOf('/');
        var folder = prefix[..(slash + 1)];
        foreach (var blob in List(folder, prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return blob;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        BlobPath.Require(path);
        try
        {
            return Task.FromResult(files.Delete(path, condition));
        }
        catch (Exception exception) when (exception is IOException and not StoreConflictException or UnauthorizedAccessException)
        {
            throw StorageFailure.Explain(exception, files.FileOf(path), "deleted");
        }
    }

    // Folders sort as their name with a slash, which makes the order that of whole paths; one folder is held in memory at a time.
    private IEnumerable<BlobProperties> List(string folder, string prefix)
    {
        var directory = new DirectoryInfo(files.FileOf(folder));
        if (!directory.Exists)
        {
            yield break;
        }

        var entries = directory
            .EnumerateFileSystemInfos()
            .Select(entry => (Path: folder + entry.Name + (entry is DirectoryInfo ? "/" : ""), Entry: entry))
            .Where(entry => entry.Path.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(entry => entry.Path, StringComparer.Ordinal)
            .ToList();
        foreach (var (path, entry) in entries)
        {
            if (entry is FileInfo { Exists: true } file)
            {
                yield return BlobFiles.Describe(path, file);
            }
            else if (entry is DirectoryInfo)
            {
                foreach (var blob in List(path, prefix))
                {
                    yield return blob;
                }
            }
        }
    }
}
