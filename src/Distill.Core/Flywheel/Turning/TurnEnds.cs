namespace Distill.Core.Flywheel.Turning;

/// <summary>What the end of a turn means for the watermark. Pure.</summary>
public static class TurnEnds
{
    /// <summary>True when the turn's traffic is left for the next one.</summary>
    public static bool IsCarriedOver(TurnEnd end) => end is TurnEnd.NothingToDo or TurnEnd.NeedMoreData;

    /// <summary>The watermark after a turn; null leaves it.</summary>
    /// <remarks>
    /// Traffic that is carried over makes the next window longer, up to <see cref="WindowSchedule.MaxWindows"/>. From there on the wheel would ask for the same window
    /// for ever, so the oldest boundary's traffic is let go.
    /// </remarks>
    public static DateTimeOffset? WatermarkAfter(TurnEnd end, TrafficWindow window, WindowSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(schedule);
        if (end is TurnEnd.NotDue)
        {
            return null;
        }

        return !IsCarriedOver(end) ? window.To
            : window.To - window.From > (schedule.MaxWindows - 1) * schedule.Every ? window.From + schedule.Every
            : null;
    }
}
