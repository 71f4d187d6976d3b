namespace Distill.Core.Statistics;

/// <summary>The difference of two figures that were measured on different samples, from their own intervals. For the same samples use <see cref="PairedBootstrap"/>.</summary>
/// <remarks>
/// Each bound is the difference less or more the root of the summed squares of the distances to the nearer bounds, which serves skewed intervals as well: G. Y. Zou and A. Donner, "Construction of confidence
/// limits about effect measures: a general approach", Statistics in Medicine 27 (2008) 1693-1702. Of Wilson's intervals it is Newcombe's method 10 (<see cref="TwoProportions.Difference"/>).
/// </remarks>
public static class IndependentDifference
{
    /// <summary>The first less the second, with an interval of the confidence that theirs have.</summary>
    public static Estimate Of(Estimate first, Estimate second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var difference = first.Value - second.Value;
        return new Estimate(
            difference,
            difference - double.Hypot(first.Value - first.Low, second.High - second.Value),
            difference + double.Hypot(first.High - first.Value, second.Value - second.Low)
        );
    }
}
