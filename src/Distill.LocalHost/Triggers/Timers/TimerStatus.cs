namespace Distill.LocalHost.Triggers.Timers;

/// <summary>Where a monitored schedule stands, as it is kept across restarts.</summary>
/// <param name="Last">When the function last ran; null when it never did.</param>
/// <param name="Next">The occurrence that was expected next.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
