using Distill.Core.Evaluation;

namespace Distill.Core.Flywheel;

/// <summary>Which traffic is due. Pure: the same watermark and time give the same window, so a timer that fires twice or late starts nothing twice.</summary>
/// <remarks>
/// <para>
/// Windows begin at the watermark, where the last turn ended, and end at a boundary: a multiple of <see cref="Every"/> since 1970 in UTC, so daily windows
/// change at midnight. A window is due when <see cref="Lag"/> has passed after its end, the time in which late feedback still comes. Missed boundaries, because
/// the host was down or a turn took long, make one longer window, at most <see cref="MaxWindows"/> of them: nothing is left out.
/// </para>
/// </remarks>
public sealed record WindowSchedule
{
    /// <summary>Distance of the boundaries, at least one second. Default one day.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long after its end a window waits for late feedback. Default one hour.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most boundaries that one window spans when some were missed, and that traffic is carried over; at least 1. Default 7.</summary>
    public int MaxWindows { get; init; } = 7;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="InvalidSettingException">A setting is out of its limits; the message names it.</exception>
    public void Validate()
    {
        Check(Every >= TimeSpan.FromSeconds(1), "every", "at least 1 second");
        Check(Lag >= TimeSpan.Zero, "lag", "no negative time");
        Check(MaxWindows >= 1, "maxWindows", "at least 1");
    }

    /// <summary>How far back from a window's end traffic may be carried over: <see cref="MaxWindows"/> boundaries.</summary>
    public TimeSpan Reach => MaxWindows * Every;

    /// <summary>Traffic before a window that earlier turns have taken in and not worked through, and that is not too old for it: oldest first, none of it in the window.</summary>
    /// <param name="open">What no turn has worked through.</param>
    /// <param name="window">The window of the turn that is to take it in.</param>
    public IReadOnlyList<TrafficWindow> Carried(IEnumerable<TrafficWindow> open, TrafficWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return TrafficWindows.Between(open, window.To - Reach, window.From);
    }

    /// <summary>The window that is due, or null.</summary>
    /// <param name="watermark">End of the traffic that earlier turns have taken in; null before the first, which takes the last whole window.</param>
    /// <param name="now">The time.</param>
    public TrafficWindow? Due(DateTimeOffset? watermark, DateTimeOffset now)
    {
        var last = Floor(now - Lag);
        var from = watermark ?? last - Every;
        if (last <= from)
        {
            return null;
        }

        var most = Floor(from) + (MaxWindows * Every);
        return new TrafficWindow(from, last < most ? last : most);
    }

    private DateTimeOffset Floor(DateTimeOffset time) =>
        new(time.UtcTicks - ((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) % Every.Ticks), TimeSpan.Zero);

    private static void Check(bool holds, string name, string limits)
    {
        if (!holds)
        {
            throw new InvalidSettingException($"The wheel's '{name}' must be {limits}.");
        }
    }
}
