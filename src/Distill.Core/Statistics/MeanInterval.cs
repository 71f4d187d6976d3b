namespace Distill.Core.Statistics;

/// <summary>The mean of bounded scores with its 95% interval.</summary>
/// <remarks>Student's t interval; the quantile by the expansion of Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.5.</remarks>
public static class MeanInterval
{
    /// <summary>Mean and interval from sums, or null when nothing was scored. One value alone has the whole scale as its interval.</summary>
    /// <param name="count">How many scores.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="sumOfSquares">The sum of their squares.</param>
    /// <param name="min">Lowest possible score; bounds the interval.</param>
    /// <param name="max">Highest possible score; bounds the interval.</param>
    public static Estimate? Of(long count, double sum, double sumOfSquares, double min, double max)
    {
        if (count == 0)
        {
            return null;
        }

        var mean = sum / count;
        if (count == 1)
        {
            return new Estimate(mean, min, max);
        }

        var variance = Math.Max(0, (sumOfSquares - (sum * mean)) / (count - 1));
        var margin = StudentQuantile95(count - 1) * Math.Sqrt(variance / count);
        return new Estimate(mean, Math.Max(min, mean - margin), Math.Min(max, mean + margin));
    }

    /// <summary>The quantile of a two-sided 95% interval with so many degrees of freedom, at least 1.</summary>
    internal static double StudentQuantile95(long degrees)
    {
        const double z = WilsonInterval.Z95;
        // The expansion in 1/degrees is off below three degrees of freedom; the tabulated values stand in for it.
        if (degrees < 3)
        {
            return degrees == 1 ? 12.7062 : 4.3027;
        }

        var z3 = z * z * z;
        var z5 = z3 * z * z;
        var z7 = z5 * z * z;
        double v = degrees;
        return z
            + ((z3 + z) / (4 * v))
            + (((5 * z5) + (16 * z3) + (3 * z)) / (96 * v * v))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384 * v * v * v));
    }
}
