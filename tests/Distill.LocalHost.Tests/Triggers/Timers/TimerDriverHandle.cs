using Microsoft.Azure.Functions.Worker;

namespace Distill.LocalHost.Tests.Triggers.Timers;

/// <summary>Where the timer functions of tests report: public, because functions have to be.</summary>
public sealed class TimerDriverHandle(Action<TimerInfo> report)
{
    public void Report(TimerInfo timer) => report(timer);
}
