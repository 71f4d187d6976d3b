namespace Distill.Core.Insight;

/// <summary>A bin of a histogram.</summary>
/// <param name="Low">Its lower bound, which belongs to it.</param>
/// <param name="High">Its upper bound, which does not; null for the bin of everything beyond.</param>
/// <param name="Count">Numbers in it.</param>
public sealed record HistogramBin(double Low, double? High, long Count);
