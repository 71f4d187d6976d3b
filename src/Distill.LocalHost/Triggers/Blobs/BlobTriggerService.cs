using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Invocation;
using Distill.LocalHost.Triggers.State;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Triggers.Blobs;

/// <summary>Watches the containers of all blob functions. A function handles one blob at a time; different functions run beside each other.</summary>
internal sealed partial class BlobTriggerService(
    FunctionCatalog catalog,
    IServiceScopeFactory scopes,
    IBlobStore blobs,
    TriggerState state,
    HomeDirectory home,
    TimeProvider time,
    ILogger<BlobTriggerService> logger
) : IHostedService, IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    private readonly TriggerLoops loops = new(logger);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, _) in catalog.Of<BlobTriggerAttribute>())
        {
            var trigger = new BlobTrigger(new FunctionInvoker(function, scopes), blobs, state, time, logger);
            loops.Start(function.Name, (stopping, abort) => RunAsync(trigger, function.Name, stopping, abort));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => loops.StopAsync(cancellationToken);

    public void Dispose() => loops.Dispose();

    private async Task RunAsync(BlobTrigger trigger, string function, CancellationToken stopping, CancellationToken abort)
    {
        using var changes = new BlobChangeSignal(Path.Combine(home.Blobs, trigger.Container), logger);
        while (true)
        {
            var wait = await ScanAsync(trigger, function, stopping, abort);
            await changes.WaitAsync(wait, time, stopping);
        }
    }

    private async Task<TimeSpan> ScanAsync(BlobTrigger trigger, string function, CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            var due = await trigger.ScanAsync(stopping, abort);
            return due is { } at ? TimeSpan.FromTicks(Math.Clamp((at - time.GetUtcNow()).Ticks, 0, Poll.Ticks)) : Poll;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // The store could not be listed, or a receipt not be written: the next scan tries again.
            LogScanFailed(logger, failure, function);
            return Poll;
        }
    }

    [LoggerMessage(3204, LogLevel.Error, "Looking for blobs of the function {Function} failed; it is tried again in a few seconds.")]
    private static partial void LogScanFailed(ILogger logger, Exception failure, string function);
}
