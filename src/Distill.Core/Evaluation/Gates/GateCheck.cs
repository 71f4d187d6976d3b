namespace Distill.Core.Evaluation.Gates;

/// <summary>One condition of the rule with every number it rests on.</summary>
public sealed record GateCheck
{
    /// <summary><c>calibration</c>, <c>overall</c>, <c>slice:NAME</c>, <c>quality_floor</c>, <c>latency</c> or <c>cost</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How it came out.</summary>
    public required GateCheckState State { get; init; }

    /// <summary>What was measured: an advantage, a ratio, milliseconds or money; null when nothing was.</summary>
    public double? Measured { get; init; }

    /// <summary>Lower bound of its 95% interval, where it has one.</summary>
    public double? Low { get; init; }

    /// <summary>Upper bound of its 95% interval, where it has one.</summary>
    public double? High { get; init; }

    /// <summary>What it is held against.</summary>
    public double? Target { get; init; }

    /// <summary>One-sided p-value of "the target is missed"; for slices corrected over all of them.</summary>
    public double? P { get; init; }

    /// <summary>Samples with a valid verdict.</summary>
    public long? Samples { get; init; }

    /// <summary>Samples that the power calculation asks for.</summary>
    public long? Needed { get; init; }

    /// <summary>The check in a sentence.</summary>
    public required string Reason { get; init; }
}
