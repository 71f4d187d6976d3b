namespace Distill.Core.Evaluation.Measuring;

/// <summary>A metric with the bounds of its values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Min">Lowest possible value.</param>
/// <param name="Max">Highest possible value.</param>
public sealed record MetricScale(string Name, double Min = 0, double Max = 1);
