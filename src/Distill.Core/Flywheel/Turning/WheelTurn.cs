namespace Distill.Core.Flywheel.Turning;

/// <summary>A turn of a wheel.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="Window">The traffic it works on.</param>
public sealed record WheelTurn(string RunId, TrafficWindow Window);
