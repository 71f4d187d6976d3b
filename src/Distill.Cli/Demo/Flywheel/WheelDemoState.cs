namespace Distill.Cli.Demo.Flywheel;

/// <summary>Where the demo stands. Traffic that was broken off is not in it: it is sent again, and what was sent before lies in no turn's window.</summary>
internal sealed record WheelDemoState
{
    /// <summary>Messages of each stretch of traffic.</summary>
    public required int Messages { get; init; }

    /// <summary>Seed of announcements and users.</summary>
    public required int Seed { get; init; }

    /// <summary>The trained version that is online at first; null while there is none.</summary>
    public string? FirstModel { get; init; }

    /// <summary>Finished traffic, in order: that before turn 1 first.</summary>
    public IReadOnlyList<DemoTraffic> Traffic { get; init; } = [];
}
