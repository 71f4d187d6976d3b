using Distill.LocalHost.Triggers.Invocation;
using Distill.LocalHost.Triggers.State;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Triggers.Timers;

/// <summary>Runs one function on its schedule, one run at a time. An occurrence missed while the host was down is made up for once, as past due.</summary>
internal sealed partial class TimerTrigger
{
    // Timers of the runtime end at about 49 days; a long wait is made of shorter ones.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    private readonly FunctionInvoker invoker;
    private readonly TimerSchedule schedule;
    private readonly TriggerState state;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly TimerTriggerAttribute trigger;
    private readonly bool monitored;

    public TimerTrigger(FunctionInvoker invoker, TimerSchedule schedule, TriggerState state, TimeProvider time, ILogger logger)
    {
        this.invoker = invoker;
        this.schedule = schedule;
        this.state = state;
        this.time = time;
        this.logger = logger;
        trigger = (TimerTriggerAttribute)invoker.Function.Trigger;
        monitored = trigger.UseMonitor && !IsDense(schedule, time.GetUtcNow());
    }

    private string Name => invoker.Function.Name;

    /// <summary>Runs until stopped, or until the schedule has no further occurrence.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var status = Begin();
        var pastDue = status?.Next <= time.GetUtcNow();
        if (status is not null && (trigger.RunOnStartup || pastDue))
        {
            status = await FireAsync(status, pastDue, abort);
        }

        while (status is not null)
        {
            await WaitUntilAsync(status.Next, stopping);
            status = await FireAsync(status, false, abort);
        }

        LogExhausted(logger, Name);
    }

    /// <summary>The status to go on from; null when the schedule has no occurrence any more.</summary>
    private TimerStatus? Begin()
    {
        var now = time.GetUtcNow();
        var recorded = monitored ? state.FindTimer(Name) : null;

        // Counted anew from the last run: a schedule that was changed meanwhile holds from then on.
        var next = schedule.NextAfter(recorded?.LastUpdated ?? now);
        if (next is null)
        {
            return null;
        }

        var status = new TimerStatus(recorded?.Last, next.Value, recorded?.LastUpdated ?? now);
        if (status != recorded)
        {
            Save(status);
        }

        return status;
    }

    private async Task<TimerStatus?> FireAsync(TimerStatus status, bool pastDue, CancellationToken abort)
    {
        var now = time.GetUtcNow();
        try
        {
            await invoker.InvokeAsync(new FunctionCall { TriggerValue = Info(status, pastDue) }, abort);
        }
        catch (Exception failure) when (!abort.IsCancellationRequested)
        {
            LogFailed(logger, failure, Name);
        }

        // A clock that fired a little early must not meet the same occurrence again.
        var reached = now > status.Next || !IsDueSoon(status, now) ? now : status.Next;
        if (schedule.NextAfter(reached) is not { } next)
        {
            return null;
        }

        var after = new TimerStatus(now, next, reached);
        Save(after);
        return after;
    }

    private TimerInfo Info(TimerStatus status, bool pastDue) =>
        new()
        {
            IsPastDue = pastDue,
            ScheduleStatus = monitored
                ? new ScheduleStatus
                {
                    Last = status.Last?.UtcDateTime ?? default,
                    Next = status.Next.UtcDateTime,
                    LastUpdated = status.LastUpdated.UtcDateTime,
                }
                : null,
        };

    private static bool IsDueSoon(TimerStatus status, DateTimeOffset now) => status.Next - now < TimeSpan.FromSeconds(1);

    private void Save(TimerStatus status)
    {
        if (!monitored)
        {
            return;
        }

        try
        {
            state.SaveTimer(Name, status);
        }
        catch (Microsoft.Data.Sqlite.SqliteException failure)
        {
            LogNotSaved(logger, failure, Name);
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken stopping)
    {
        for (var left = moment - time.GetUtcNow(); left > TimeSpan.Zero; left = moment - time.GetUtcNow())
        {
            await Task.Delay(left < LongestDelay ? left : LongestDelay, time, stopping);
        }

        stopping.ThrowIfCancellationRequested();
    }

    // More than once a minute: recording every run would cost more than a missed one.
    private static bool IsDense(TimerSchedule schedule, DateTimeOffset now) =>
        schedule.NextAfter(now) is { } first && schedule.NextAfter(first) is { } second && second - first < TimeSpan.FromMinutes(1);

    [LoggerMessage(3101, LogLevel.Error, "The timer function {Function} failed; it runs again at its next time.")]
    private static partial void LogFailed(ILogger logger, Exception failure, string function);

    [LoggerMessage(
        3102,
        LogLevel.Error,
        "When the timer function {Function} ran could not be recorded; after a restart it may run once more."
    )]
    private static partial void LogNotSaved(ILogger logger, Exception failure, string function);

    [LoggerMessage(3103, LogLevel.Warning, "The schedule of the timer function {Function} has no further occurrence.")]
    private static partial void LogExhausted(ILogger logger, string function);
}
