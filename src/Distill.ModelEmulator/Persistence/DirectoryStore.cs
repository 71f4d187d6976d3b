namespace Distill.ModelEmulator.Persistence;

/// <summary>Keeps everything in a directory: one file each, written under a temporary name and renamed. One process at a time.</summary>
internal sealed class DirectoryStore : IEmulatorStore
{
    private const string TemporaryExtension = ".tmp";
    private readonly string root;
    private readonly FileStream processLock;

    /// <summary>Opens a directory, making it when absent.</summary>
    /// <exception cref="IOException">It cannot be used, or another emulator uses it.</exception>
    public DirectoryStore(string root)
    {
        this.root = Path.GetFullPath(root);
        try
        {
            Directory.CreateDirectory(this.root);
            processLock = new FileStream(
                Path.Combine(this.root, "emulator.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            RemoveLeftovers();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The model emulator cannot use '{this.root}' (Emulator:DataDirectory): {exception.Message} Is another emulator running on it?",
                exception
            );
        }
    }

    /// <inheritdoc />
    public async Task<long> SaveAsync(string folder, string name, Stream content, CancellationToken cancellationToken = default)
    {
        var path = PathOf(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporaryExtension}";
        try
        {
            long length;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65_536, useAsync: true))
            {
                await content.CopyToAsync(file, cancellationToken);
                await file.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
                length = file.Length;
            }

            File.Move(temporary, path, overwrite: true);
            return length;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc />
    public Stream? Open(string folder, string name)
    {
        var path = PathOf(folder, name);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete) : null;
    }

    /// <inheritdoc />
    public void Delete(string folder, string name)
    {
        var path = PathOf(folder, name);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<string> List(string folder)
    {
        var directory = new DirectoryInfo(Path.Combine(root, folder));
        return directory.Exists
            ?
            [
                .. directory
                    .GetFiles()
                    .Select(file => file.Name)
                    .Where(name => !name.EndsWith(TemporaryExtension, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <inheritdoc />
    public FileStream? OpenLog(string name)
    {
        // No buffer: what was written survives the process at once.
        var stream = new FileStream(Path.Combine(root, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    /// <inheritdoc />
    public void Dispose() => processLock.Dispose();

    private void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateFiles(root, "*" + TemporaryExtension, SearchOption.AllDirectories))
        {
            File.Delete(leftover);
        }
    }

    private string PathOf(string folder, string name) => Path.Combine(root, folder, name);
}
