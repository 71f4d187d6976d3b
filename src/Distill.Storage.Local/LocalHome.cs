namespace Distill.Storage.Local;

/// <summary>The folders of a home: <c>blobs/</c>, <c>state.db</c>, and <c>tmp/</c> for files that are not committed yet.</summary>
public sealed class LocalHome
{
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>Opens a home, making its folders when absent, and makes sure that it can be written.</summary>
    /// <exception cref="IOException">It cannot be; the message names the folder, the cause and the remedy.</exception>
    public LocalHome(LocalStorageOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        if (string.IsNullOrWhiteSpace(options.Home))
        {
            throw new ArgumentException("Home (DISTILL_HOME) is empty; name a folder.", nameof(options));
        }

        Root = Path.GetFullPath(options.Home);
        try
        {
            Directory.CreateDirectory(Blobs);
            Directory.CreateDirectory(Temporary);
            RequireWritable();
            DeleteLeftovers(clock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Explain(exception, Root, "opened as the home of Distill (DISTILL_HOME)");
        }
    }

    /// <summary>The home folder, absolute.</summary>
    public string Root { get; }

    /// <summary>Folder of the blobs.</summary>
    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Folder of blobs being written; on the same file system as <see cref="Blobs"/>, so that a commit is a rename.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>The database of runs, datasets, models and the response cache.</summary>
    public string StateDatabase => Path.Combine(Root, "state.db");

    private void RequireWritable()
    {
        var probe = Path.Combine(Temporary, $"probe-{Guid.NewGuid():N}");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
    }

    // A killed process leaves what it was writing. Young files may belong to another one that is alive.
    private void DeleteLeftovers(TimeProvider clock)
    {
        var limit = clock.GetUtcNow().UtcDateTime - LeftoverAge;
        foreach (var file in new DirectoryInfo(Temporary).EnumerateFiles().Where(file => file.LastWriteTimeUtc < limit))
        {
            file.Delete();
        }
    }
}
