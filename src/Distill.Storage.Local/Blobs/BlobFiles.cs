using Distill.Core.Storage;

namespace Distill.Storage.Local.Blobs;

/// <summary>Blobs as files, and their versions. Thread-safe.</summary>
/// <remarks>
/// A version (ETag) is the file's modification time and length. Commits set the time themselves, each later than any before, because the clock of a file
/// system may stand still for milliseconds; appends change the length.
/// </remarks>
internal sealed class BlobFiles(LocalHome home, TimeProvider clock)
{
    private const int Stripes = 64;

    private readonly Lock[] locks = [.. Enumerable.Range(0, Stripes).Select(_ => new Lock())];
    private readonly Lock openLock = new();
    private readonly HashSet<string> openAppenders = new(StringComparer.Ordinal);
    private long lastStamp;

    /// <summary>The folder of all blobs.</summary>
    public string Root => home.Blobs;

    /// <summary>A new name for a file that is not committed yet.</summary>
    public string NewTemporary() => Path.Combine(home.Temporary, Guid.NewGuid().ToString("N"));

    /// <summary>The file of a blob.</summary>
    public string FileOf(string path) => Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>What is known of a blob, or null.</summary>
    public BlobProperties? Find(string path)
    {
        var file = new FileInfo(FileOf(path));
        return file.Exists ? Describe(path, file) : null;
    }

    /// <summary>Properties of a file.</summary>
    public static BlobProperties Describe(string path, FileInfo file)
    {
        var time = file.LastWriteTimeUtc;
        return new BlobProperties(path, file.Length, $"{time.Ticks:x}-{file.Length:x}", new DateTimeOffset(time));
    }

    /// <summary>Moves a flushed file into a blob's place, durably, when the condition holds.</summary>
    public BlobProperties Commit(string temporary, string path, BlobCondition condition)
    {
        var target = FileOf(path);
        lock (LockOf(path))
        {
            Require(path, condition);
            CreateFolder(path, Path.GetDirectoryName(target)!);
            File.SetLastWriteTimeUtc(temporary, NextStamp());
            File.Move(temporary, target, overwrite: true);
            DirectorySync.Flush(Path.GetDirectoryName(target)!);
            return Describe(path, new FileInfo(target));
        }
    }

    /// <summary>Deletes a blob when the condition holds.</summary>
    public bool Delete(string path, BlobCondition condition)
    {
        var file = FileOf(path);
        lock (LockOf(path))
        {
            Require(path, condition);
            if (!File.Exists(file))
            {
                return false;
            }

            File.Delete(file);
            DirectorySync.Flush(Path.GetDirectoryName(file)!);
            return true;
        }
    }

    /// <summary>Opens the file of a blob for appending, made durably when absent.</summary>
    public FileStream OpenForAppend(string path)
    {
        var file = FileOf(path);
        lock (openLock)
        {
            if (!openAppenders.Add(path))
            {
                throw new StoreConflictException($"The blob '{path}' is open for appending already.");
            }
        }

        try
        {
            lock (LockOf(path))
            {
                CreateFolder(path, Path.GetDirectoryName(file)!);
                var stream = new FileStream(
                    file,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.Read | FileShare.Delete,
                    bufferSize: 0
                );
                DirectorySync.Flush(Path.GetDirectoryName(file)!);
                return stream;
            }
        }
        catch
        {
            CloseAppender(path);
            throw;
        }
    }

    /// <summary>Ends the claim of <see cref="OpenForAppend"/>.</summary>
    public void CloseAppender(string path)
    {
        lock (openLock)
        {
            openAppenders.Remove(path);
        }
    }

    private void Require(string path, BlobCondition condition)
    {
        lock (openLock)
        {
            if (openAppenders.Contains(path))
            {
                throw new StoreConflictException($"The blob '{path}' is open for appending; close the appender first.");
            }
        }

        var current = Find(path);
        if (condition.MustBeAbsent && current is not null)
        {
            throw new StoreConflictException($"The blob '{path}' exists already.");
        }

        if (condition.ETag is { } wanted && current?.ETag != wanted)
        {
            throw new StoreConflictException($"The blob '{path}' has changed since it was read.");
        }
    }

    // A new folder's name lies in its parent: every parent that gained one is flushed.
    private void CreateFolder(string path, string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (File.Exists(folder))
        {
            throw new IOException($"The blob '{path}' cannot be made: a blob lies where its folder would be.");
        }

        CreateFolder(path, Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        DirectorySync.Flush(Path.GetDirectoryName(folder)!);
    }

    private DateTime NextStamp()
    {
        while (true)
        {
            var last = Volatile.Read(ref lastStamp);
            var next = Math.Max(clock.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref lastStamp, next, last) == last)
            {
                return new DateTime(next, DateTimeKind.Utc);
            }
        }
    }

    private Lock LockOf(string path) => locks[(uint)string.GetHashCode(path, StringComparison.Ordinal) % Stripes];
}
