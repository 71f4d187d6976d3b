namespace Distill.LocalHost.Hosting;

/// <summary>The folder that holds all local data, with the names of what lies in it.</summary>
public sealed class HomeDirectory
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string Variable = "DISTILL_HOME";

    private HomeDirectory(string path)
    {
        Path = path;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Folder of blobs, one sub-folder a container.</summary>
    public string Blobs => In("blobs");

    /// <summary>State of runs, datasets and models.</summary>
    public string StateDatabase => In("state.db");

    /// <summary>State of orchestrations.</summary>
    public string EngineDatabase => In("engine.db");

    /// <summary>State of timers and of blob triggers.</summary>
    public string TriggerDatabase => In("triggers.db");

    /// <summary>Data of the model emulator.</summary>
    public string Emulator => In("emulator");

    /// <summary>Finds the folder: <paramref name="home"/>, else <see cref="Variable"/>, else <c>.distill</c> in the working directory. Touches nothing.</summary>
    public static HomeDirectory Resolve(string? home)
    {
        var chosen = home ?? Environment.GetEnvironmentVariable(Variable);
        return new HomeDirectory(System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(chosen) ? ".distill" : chosen));
    }

    /// <summary>Makes the folder when absent and proves that data can be written and flushed there.</summary>
    /// <exception cref="LocalHostException">The folder cannot be made or written: read-only, full, or not ours.</exception>
    public void EnsureWritable()
    {
        var probe = In($".probe-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(Path);
            using var stream = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            stream.Write(new byte[4096]);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException(
                $"The home '{Path}' cannot be written: {failure.Message} Free space, mend its permissions, or choose another folder with --home or {Variable}.",
                failure
            );
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
