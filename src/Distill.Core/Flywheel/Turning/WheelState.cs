namespace Distill.Core.Flywheel.Turning;

/// <summary>Where a wheel stands.</summary>
public sealed record WheelState
{
    /// <summary>End of the traffic that turns have worked through, at first the beginning of the first window; null before the first turn.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>The turn that was begun last, under way or ended; null before the first.</summary>
    public WheelTurn? Turn { get; init; }

    /// <summary>
    /// Traffic that turns have taken in and not worked through: they need more data, had too little to do, failed or are under way. In windows that neither overlap nor touch,
    /// oldest first. The next turn takes in what of it is not too old.
    /// </summary>
    public IReadOnlyList<TrafficWindow> Open { get; init; } = [];
}
