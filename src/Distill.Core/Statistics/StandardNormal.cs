namespace Distill.Core.Statistics;

/// <summary>The standard normal distribution.</summary>
/// <remarks>
/// Inside ±3 the series of G. Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11(4) (2004); beyond, the continued
/// fraction of Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.14, which keeps the relative accuracy of small p-values.
/// </remarks>
public static class StandardNormal
{
    private const double Switch = 3;

    /// <summary>The probability of a value of at most <paramref name="x"/>.</summary>
    public static double Cdf(double x) =>
        double.IsNaN(x) ? double.NaN
        : x < -Switch ? UpperTail(-x)
        : x > Switch ? 1 - UpperTail(x)
        : Series(x);

    /// <summary>The value below which the share <paramref name="probability"/> lies.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public static double Quantile(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        // No double above 0 has a quantile below -39; the distance halves until nothing is left of it.
        var (low, high) = (-39.0, 0.0);
        for (var middle = low / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            (low, high) = Cdf(middle) < probability ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var odd = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }

        return 0.5 + (sum * Density(x));
    }

    private static double UpperTail(double x)
    {
        if (double.IsInfinity(x))
        {
            return 0;
        }

        var fraction = x;
        for (var k = 80; k > 0; k--)
        {
            fraction = x + (k / fraction);
        }

        return Density(x) / fraction;
    }
}
