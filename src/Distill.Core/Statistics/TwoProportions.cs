namespace Distill.Core.Statistics;

/// <summary>Compares the shares of two independent groups, for example the thumbs of two models' own users. For the same samples use <see cref="PairedDifference"/>.</summary>
public static class TwoProportions
{
    /// <summary>The first share less the second with its interval.</summary>
    /// <remarks>R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998) 873-890, method 10.</remarks>
    /// <param name="first">Successes of the first group.</param>
    /// <param name="firstTrials">Its trials.</param>
    /// <param name="second">Successes of the second group.</param>
    /// <param name="secondTrials">Its trials.</param>
    /// <param name="z">Normal quantile of the confidence wanted; 95% by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more successes than trials.</exception>
    public static Estimate Difference(long first, long firstTrials, long second, long secondTrials, double z = WilsonInterval.Z95)
    {
        var p1 = WilsonInterval.Of(first, firstTrials, z);
        var p2 = WilsonInterval.Of(second, secondTrials, z);
        var difference = p1.Value - p2.Value;
        return new Estimate(
            difference,
            Math.Max(-1, difference - Math.Sqrt(Square(p1.Value - p1.Low) + Square(p2.High - p2.Value))),
            Math.Min(1, difference + Math.Sqrt(Square(p1.High - p1.Value) + Square(p2.Value - p2.Low)))
        );
    }

    /// <summary>One-sided p-value of "the first share is lower than the second by <paramref name="margin"/> or more": small when the first is shown not to be inferior.</summary>
    /// <remarks>
    /// C. P. Farrington and G. Manning, "Test statistics and sample size formulae for comparative binomial trials with null hypothesis of non-zero risk
    /// difference", Statistics in Medicine 9 (1990) 1447-1454: the variance is that of the likeliest shares which differ by the margin.
    /// </remarks>
    /// <param name="first">Successes of the first group.</param>
    /// <param name="firstTrials">Its trials.</param>
    /// <param name="second">Successes of the second group.</param>
    /// <param name="secondTrials">Its trials.</param>
    /// <param name="margin">The loss that is accepted, 0 to less than 1.</param>
    /// <returns>0 to 1; 1 when a group is empty, because nothing is shown then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, there are more successes than trials, or the margin is out of range.</exception>
    public static double NonInferiorityP(long first, long firstTrials, long second, long secondTrials, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstTrials, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(secondTrials, second);
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(margin, 1);
        if (firstTrials == 0 || secondTrials == 0)
        {
            return 1;
        }

        var (p1, p2) = ((double)first / firstTrials, (double)second / secondTrials);
        var null1 = Restricted(p1, p2, (double)secondTrials / firstTrials, -margin);
        var null2 = null1 + margin;
        var variance = (null1 * (1 - null1) / firstTrials) + (null2 * (1 - null2) / secondTrials);
        var excess = p1 - p2 + margin;
        return variance > 0 ? StandardNormal.Cdf(-excess / Math.Sqrt(variance))
            : excess > 0 ? 0
            : 1;
    }

    // The likeliest first share if the shares differ by the hypothesis: the root of a cubic, in closed form (appendix of the paper).
    private static double Restricted(double p1, double p2, double ratio, double difference)
    {
        var a = 1 + ratio;
        var b = -(1 + ratio + p1 + (ratio * p2) + (difference * (ratio + 2)));
        var c = (difference * difference) + (difference * ((2 * p1) + ratio + 1)) + p1 + (ratio * p2);
        var d = -p1 * difference * (1 + difference);
        var shift = b / (3 * a);
        var v = (shift * shift * shift) - (b * c / (6 * a * a)) + (d / (2 * a));
        var sign = v < 0 ? -1 : 1;
        var u = sign * Math.Sqrt(Math.Max(0, (shift * shift) - (c / (3 * a))));
        var angle = u == 0 ? 0 : Math.Acos(Math.Clamp(v / (u * u * u), -1, 1));
        var root = (2 * u * Math.Cos((Math.PI + angle) / 3)) - shift;
        return Math.Clamp(root, Math.Max(0, difference), Math.Min(1, 1 + difference));
    }

    private static double Square(double value) => value * value;
}
