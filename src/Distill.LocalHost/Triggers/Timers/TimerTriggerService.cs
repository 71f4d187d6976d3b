using Distill.LocalHost.Hosting;
using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Invocation;
using Distill.LocalHost.Triggers.State;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Triggers.Timers;

/// <summary>Keeps the schedules of all timer functions.</summary>
internal sealed class TimerTriggerService(
    FunctionCatalog catalog,
    IServiceScopeFactory scopes,
    IConfiguration settings,
    TriggerState state,
    TimeProvider time,
    ILogger<TimerTriggerService> logger
) : IHostedService, IDisposable
{
    private readonly TriggerLoops loops = new(logger);

    /// <summary>Starts a loop for each timer function.</summary>
    /// <exception cref="LocalHostException">A schedule cannot be read.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var schedules = catalog
            .Of<TimerTriggerAttribute>()
            .Select(found => (found.Function, Schedule: Read(found.Function, found.Trigger)))
            .ToList();
        foreach (var (function, schedule) in schedules)
        {
            var trigger = new TimerTrigger(new FunctionInvoker(function, scopes), schedule, state, time, logger);
            loops.Start(function.Name, trigger.RunAsync);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => loops.StopAsync(cancellationToken);

    public void Dispose() => loops.Dispose();

    private TimerSchedule Read(FunctionDescriptor function, TimerTriggerAttribute trigger)
    {
        try
        {
            return TimerSchedule.Parse(trigger.Schedule, settings);
        }
        catch (FormatException failure)
        {
            throw new LocalHostException($"The timer function '{function.Name}': {failure.Message}", failure);
        }
    }
}
