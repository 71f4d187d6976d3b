namespace Distill.Core.Statistics;

/// <summary>How many pairs a comparison needs, and what a given number can show.</summary>
/// <remarks>
/// R. J. Connor, "Sample size for testing differences in proportions for the paired-sample design", Biometrics 43 (1987) 207-211, for the score test of
/// <see cref="PairedDifference"/>. The advantage is (G - B) / N: twice the win rate's distance from 1/2, or the difference of two accuracies.
/// </remarks>
public static class SampleSize
{
    /// <summary>Pairs needed to show an advantage over the other model.</summary>
    /// <param name="advantage">The true advantage that is to be found, above 0, at most <paramref name="decisive"/>.</param>
    /// <param name="decisive">Share of pairs that are no ties, above 0 to 1.</param>
    /// <param name="alpha">One-sided error rate. Default 0.025: the upper half of a two-sided 95% interval.</param>
    /// <param name="power">Chance to find it. Default 0.8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range.</exception>
    public static long ForSuperiority(double advantage, double decisive, double alpha = 0.025, double power = 0.8) =>
        ForNonInferiority(advantage, decisive, margin: 0, alpha, power);

    /// <summary>Pairs needed to show that the disadvantage is less than a margin.</summary>
    /// <param name="advantage">The true advantage expected; often 0. Above -<paramref name="margin"/>.</param>
    /// <param name="decisive">Share of pairs that are no ties, above 0 to 1.</param>
    /// <param name="margin">The disadvantage that is accepted, 0 to less than 1.</param>
    /// <param name="alpha">One-sided error rate. Default 0.025.</param>
    /// <param name="power">Chance to show it. Default 0.8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range.</exception>
    public static long ForNonInferiority(double advantage, double decisive, double margin, double alpha = 0.025, double power = 0.8)
    {
        Check(advantage, decisive, margin);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(advantage, -margin);
        var (atNull, atTruth) = Deviations(advantage, decisive, margin);
        var root = ((StandardNormal.Quantile(1 - alpha) * atNull) + (StandardNormal.Quantile(power) * atTruth)) / (advantage + margin);
        return Math.Max(1, (long)Math.Ceiling(root * root));
    }

    /// <summary>The chance that so many pairs show what is there.</summary>
    /// <param name="pairs">Pairs judged, at least 1.</param>
    /// <param name="advantage">The true advantage.</param>
    /// <param name="decisive">Share of pairs that are no ties, above 0 to 1.</param>
    /// <param name="margin">The disadvantage that is accepted, 0 to less than 1; 0 asks for superiority.</param>
    /// <param name="alpha">One-sided error rate. Default 0.025.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range.</exception>
    public static double Power(long pairs, double advantage, double decisive, double margin = 0, double alpha = 0.025)
    {
        Check(advantage, decisive, margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);
        var (atNull, atTruth) = Deviations(advantage, decisive, margin);
        var reach = (Math.Sqrt(pairs) * (advantage + margin)) - (StandardNormal.Quantile(1 - alpha) * atNull);
        return atTruth > 0 ? StandardNormal.Cdf(reach / atTruth)
            : reach > 0 ? 1
            : 0;
    }

    private static (double AtNull, double AtTruth) Deviations(double advantage, double decisive, double margin) =>
        (Math.Sqrt(Math.Max(0, decisive - (margin * margin))), Math.Sqrt(Math.Max(0, decisive - (advantage * advantage))));

    private static void Check(double advantage, double decisive, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(decisive, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decisive, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(margin, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(advantage, decisive);
        ArgumentOutOfRangeException.ThrowIfLessThan(advantage, -decisive);
    }
}
