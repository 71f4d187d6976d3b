using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function on a schedule.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Gives the schedule: six cron fields (seconds first), a <see cref="TimeSpan"/>, or <c>%Setting%</c> that holds one of them.</summary>
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    /// <summary>The schedule as given.</summary>
    public string Schedule { get; private set; }

    /// <summary>True (the default): occurrences are recorded, so that one missed while the host was down is made up for.</summary>
    public bool UseMonitor { get; set; }

    /// <summary>True: the function also runs each time the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
