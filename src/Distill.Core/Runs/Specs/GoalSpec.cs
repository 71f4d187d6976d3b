namespace Distill.Core.Runs.Specs;

/// <summary>When a student is good enough, as ratios to the teacher.</summary>
public sealed record GoalSpec
{
    /// <summary>Least quality as a share of the teacher's. Default 0.9.</summary>
    public double Quality { get; init; } = 0.9;

    /// <summary>Least speed-up: the teacher's p50 latency by the student's. Default 6.</summary>
    public double Speed { get; init; } = 6;

    /// <summary>Highest cost of a request as a share of the teacher's. Default 0.1.</summary>
    public double Cost { get; init; } = 0.1;
}
