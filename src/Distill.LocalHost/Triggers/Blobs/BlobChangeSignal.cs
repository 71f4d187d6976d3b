using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Triggers.Blobs;

/// <summary>Wakes a blob trigger when files below a folder change. Only a hint: polling finds what a file system does not tell.</summary>
internal sealed partial class BlobChangeSignal : IDisposable
{
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly FileSystemWatcher watcher;

    public BlobChangeSignal(string folder, ILogger logger)
    {
        Directory.CreateDirectory(folder);
        watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => Signal();
        watcher.Changed += (_, _) => Signal();
        watcher.Renamed += (_, _) => Signal();
        watcher.Error += (_, failure) =>
        {
            LogLost(logger, failure.GetException(), folder);
            Signal();
        };
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (IOException failure)
        {
            LogLost(logger, failure, folder);
        }
    }

    /// <summary>Waits for a change, at most for <paramref name="poll"/>.</summary>
    public async Task WaitAsync(TimeSpan poll, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var change = changed.WaitAsync(enough.Token);
        await Task.WhenAny(change, Task.Delay(poll, time, enough.Token));
        await enough.CancelAsync();
        await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        watcher.Dispose();
        changed.Dispose();
    }

    private void Signal()
    {
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A change is already waiting to be seen; one scan will see both.
        }
        catch (ObjectDisposedException)
        {
            // A last event after the end.
        }
    }

    [LoggerMessage(
        3203,
        LogLevel.Warning,
        "Changes below {Folder} are not reported by the file system; new blobs are found by polling only."
    )]
    private static partial void LogLost(ILogger logger, Exception failure, string folder);
}
