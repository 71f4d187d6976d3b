using Distill.Core.Filtering;

namespace Distill.Core.Sampling;

/// <summary>Draws from each value of a field by itself. Immutable.</summary>
/// <param name="Field">The field; records without it, or with a list or an object there, are one stratum, named by <see cref="None"/>.</param>
public sealed record Stratification(FilterField Field)
{
    /// <summary>Name of the stratum of records without a value.</summary>
    public const string None = "(none)";

    /// <summary>How a count is shared. Default: proportional.</summary>
    public StratumAllocation Allocation { get; init; } = StratumAllocation.Proportional;

    /// <summary>Count of each stratum by name; others are not taken. Null shares the draw's count.</summary>
    public IReadOnlyDictionary<string, int>? Counts { get; init; }
}
