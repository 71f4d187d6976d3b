namespace Distill.Core.Flywheel.Turning;

/// <summary>Where a wheel stands.</summary>
public sealed record WheelState
{
    /// <summary>End of the traffic that turns have worked through, at first the beginning of the first window; null before the first turn.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>The turn that was begun last, under way or ended; null before the first.</summary>
    public WheelTurn? Turn { get; init; }
}
