using Distill.Core.Formats;

namespace Distill.Storage.Local.Sources;

/// <summary>Opens a local file such that a change while it is read is noticed.</summary>
public static class UnchangingFile
{
    /// <summary>Opens a file. Its length and time of writing are taken now and compared when its end is reached.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A stream that is read forward, asynchronously; it throws <see cref="ImportException"/> at its end when the file has changed.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Stream Open(string path)
    {
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new UnchangingStream(content, Path.GetFileName(path), () => VersionOf(path));
    }

    private static object? VersionOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : null;
    }
}
