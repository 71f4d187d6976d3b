using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Triggers;

/// <summary>The endless loops of a kind of trigger: started together, stopped together, a running function is given time to end.</summary>
internal sealed partial class TriggerLoops(ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abort = new();
    private readonly List<Task> loops = [];

    /// <summary>One loop: begins nothing new once the first token is cancelled, and hands the second one to functions.</summary>
    public delegate Task Loop(CancellationToken stopping, CancellationToken abort);

    /// <summary>Starts a loop.</summary>
    public void Start(string function, Loop loop) => loops.Add(Task.Run(() => GuardAsync(function, loop), CancellationToken.None));

    /// <summary>Ends all loops; when <paramref name="graceEnds"/> is cancelled, running functions are told to stop at once.</summary>
    public async Task StopAsync(CancellationToken graceEnds)
    {
        await stopping.CancelAsync();
        var ended = Task.WhenAll(loops);
        await ended.WaitAsync(graceEnds).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await abort.CancelAsync();
        if (!ended.IsCompleted)
        {
            LogAbandoned(logger);
        }
    }

    public void Dispose()
    {
        stopping.Dispose();
        abort.Dispose();
    }

    private async Task GuardAsync(string function, Loop loop)
    {
        try
        {
            await loop(stopping.Token, abort.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The usual end.
        }
        catch (Exception failure)
        {
            LogEnded(logger, failure, function);
        }
    }

    [LoggerMessage(3001, LogLevel.Critical, "The trigger of {Function} has ended and will not fire until the host is restarted.")]
    private static partial void LogEnded(ILogger logger, Exception failure, string function);

    [LoggerMessage(3002, LogLevel.Warning, "The time to stop has run out while a triggered function was running; it was told to stop.")]
    private static partial void LogAbandoned(ILogger logger);
}
