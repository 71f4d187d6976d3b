using Distill.Core.Flywheel;

namespace Distill.Core.Feedback.Joining;

/// <summary>Which logs and which feedback meet in a turn. Pure.</summary>
/// <remarks>
/// A turn takes the answers of its window with all that users have said up to <see cref="Lag"/> after its end. What comes later is late feedback: the turn in whose
/// time it comes takes the answer in again, unless it is older than <see cref="Lookback"/>. So each event brings an answer into one turn, and a turn that is
/// repeated finds the same. Traffic that is carried over is taken as it would have been in its own turn, with what was said of it since.
/// </remarks>
/// <param name="Window">The traffic.</param>
/// <param name="Lag">How long feedback is waited for after the window's end.</param>
/// <param name="Lookback">How long before the first window's beginning an answer may be that late feedback brings back.</param>
public sealed record JoinScope(TrafficWindow Window, TimeSpan Lag, TimeSpan Lookback)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Earlier windows that no turn has worked through: before <see cref="Window"/>, apart from each other, oldest first.</summary>
    public IReadOnlyList<TrafficWindow> Carried { get; init; } = [];

    /// <summary>Oldest answer that late feedback brings back.</summary>
    public DateTimeOffset Oldest => (Carried.Count > 0 ? Carried[0] : Window).From - Lookback;

    /// <summary>Hours whose feedback is read: from the oldest answer's on, because all that was said of an answer counts, not only what is new.</summary>
    public IEnumerable<DateTimeOffset> FeedbackHours => Hours(Oldest, Window.To + Lag);

    /// <summary>Hours whose logs are read, each once. An answer is logged when it ends, which may be in the hour after it began.</summary>
    public IEnumerable<DateTimeOffset> LogHours =>
        Carried.Append(Window).SelectMany(window => Hours(window.From, window.To + Hour)).Distinct();

    /// <summary>True for an answer of the traffic, carried over or not.</summary>
    public bool Contains(DateTimeOffset answer) => Window.Contains(answer) || Carried.Any(window => window.Contains(answer));

    /// <summary>True for an event that no other turn takes in, or none that has worked its traffic through.</summary>
    /// <param name="item">The event.</param>
    /// <param name="fileHour">The hour in whose file it was found: a sender's clock, or a file that is uploaded later, may tell an older time.</param>
    public bool IsNew(FeedbackEvent item, DateTimeOffset fileHour)
    {
        var arrival = Arrival(item, fileHour);
        return arrival >= Window.From + Lag || Carried.Any(window => window.Contains(arrival - Lag));
    }

    /// <summary>True for an event that a later turn takes in.</summary>
    public bool IsTooLate(FeedbackEvent item, DateTimeOffset fileHour) => Arrival(item, fileHour) >= Window.To + Lag;

    /// <summary>When a late event's answer was given; null for one that is no older answer of ours, or too old.</summary>
    public DateTimeOffset? LateAnswer(string asid) =>
        Core.Gateway.Asid.TimeOf(asid) is { } time && time >= Oldest && time < Window.From && !Contains(time) ? time : null;

    /// <summary>The hours that a late answer may be logged in.</summary>
    public static IEnumerable<DateTimeOffset> HoursOf(DateTimeOffset answer) => Hours(answer, answer + Hour + TimeSpan.FromTicks(1));

    private static DateTimeOffset Arrival(FeedbackEvent item, DateTimeOffset fileHour) => item.Time > fileHour ? item.Time : fileHour;

    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset from, DateTimeOffset to)
    {
        for (var hour = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % Hour.Ticks), TimeSpan.Zero); hour < to; hour += Hour)
        {
            yield return hour;
        }
    }
}
