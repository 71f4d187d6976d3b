using System.Threading.Channels;
using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Invocation;
using Distill.LocalHost.Triggers.State;
using Distill.LocalHost.Triggers.Timers;
using Distill.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Distill.LocalHost.Tests.Triggers.Timers;

/// <summary>One timer function on a fake clock, which moves only while the trigger waits; it can be stopped and started again on the same state.</summary>
internal sealed class TimerDriver : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Channel<TimerInfo> _runs = Channel.CreateUnbounded<TimerInfo>();
    private readonly WaitingClock _clock;
    private readonly Type _function;
    private TriggerState? _state;
    private CancellationTokenSource? _stopping;
    private Task _loop = Task.CompletedTask;

    public TimerDriver(Type function, DateTimeOffset start)
    {
        _function = function;
        _clock = new WaitingClock(start);
    }

    /// <summary>What the function does besides reporting its run.</summary>
    public Action<TimerInfo> OnRun { get; set; } = _ => { };

    public void Start()
    {
        _state = new TriggerState(_folder.At("triggers.db"));
        _stopping = new CancellationTokenSource();
        var services = new ServiceCollection().AddSingleton(new TimerDriverHandle(Report)).BuildServiceProvider();
        var function = FunctionCatalog.Discover([_function]).Functions.Single();
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var schedule = TimerSchedule.Parse(trigger.Schedule, new ConfigurationBuilder().Build());
        var invoker = new FunctionInvoker(function, services.GetRequiredService<IServiceScopeFactory>());
        var timer = new TimerTrigger(invoker, schedule, _state, _clock, NullLogger.Instance);
        _loop = timer.RunAsync(_stopping.Token, CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await _stopping!.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _state!.Dispose();
    }

    /// <summary>Moves the clock once the trigger waits for it.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await _clock.WaitForTimerAsync();
        _clock.Advance(time);
    }

    /// <summary>Moves the clock while nothing runs.</summary>
    public void AdvanceStopped(TimeSpan time) => _clock.Advance(time);

    public async Task<TimerInfo> NextRunAsync() => await _runs.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>True when no run is waiting to be seen while the trigger waits for the clock.</summary>
    public async Task<bool> IsIdleAsync()
    {
        await _clock.WaitForTimerAsync();
        _clock.Rearm();
        return !_runs.Reader.TryRead(out _);
    }

    private void Report(TimerInfo timer)
    {
        _runs.Writer.TryWrite(timer);
        OnRun(timer);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private sealed class WaitingClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly SemaphoreSlim _timers = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Release();
            return timer;
        }

        public Task WaitForTimerAsync() => _timers.WaitAsync(TestContext.Current.CancellationToken);

        public void Rearm() => _timers.Release();
    }
}
