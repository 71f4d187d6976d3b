using Distill.Core.Reporting.Turns;

namespace Distill.Core.Reporting.Wheels;

/// <summary>What several turns of one wheel have made of a model.</summary>
public sealed record WheelReport
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The gateway's alias.</summary>
    public required string Alias { get; init; }

    /// <summary>How well what was online was liked, in the order of time: before the first turn, then after each.</summary>
    public required IReadOnlyList<LikedTraffic> Traffic { get; init; }

    /// <summary>The turns, oldest first.</summary>
    public required IReadOnlyList<TurnReport> Turns { get; init; }

    /// <summary>How the like rate was measured, in a sentence or two.</summary>
    public required string Measured { get; init; }
}
