namespace Distill.Core.Statistics;

/// <summary>A figure with its confidence interval. Immutable.</summary>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
public sealed record Estimate(double Value, double Low, double High)
{
    /// <summary>Half the interval's width.</summary>
    public double HalfWidth => (High - Low) / 2;
}
