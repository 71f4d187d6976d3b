namespace Distill.Core.Statistics;

/// <summary>Statistics of a noisy series that single outliers do not move.</summary>
internal static class RobustSeries
{
    // Pairwise statistics are quadratic; a longer series is thinned evenly.
    private const int MaxPairwise = 300;

    /// <summary>The median; of an even count the mean of the middle two.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The running median over a window of this half-width, narrower at the ends.</summary>
    public static double[] Smooth(IReadOnlyList<double> values, int half)
    {
        var smooth = new double[values.Count];
        for (var i = 0; i < smooth.Length; i++)
        {
            var reach = Math.Min(half, Math.Min(i, smooth.Length - 1 - i));
            smooth[i] = Median([.. values.Skip(i - reach).Take((2 * reach) + 1)]);
        }

        return smooth;
    }

    /// <summary>
    /// The standard deviation of a series about its level, from the median absolute difference of neighbours (factor 1.4826/√2 for normal noise): a
    /// trend adds hardly anything to it.
    /// </summary>
    public static double Noise(IReadOnlyList<double> values) =>
        values.Count < 2 ? 0 : 1.4826 / Math.Sqrt(2) * Median([.. values.Zip(values.Skip(1), (left, right) => Math.Abs(right - left))]);

    /// <summary>Standard error of the median of this many values with this noise: √(π/2) times that of their mean, for normal noise.</summary>
    public static double MedianError(double noise, int values) => Math.Sqrt(Math.PI / 2) * noise / Math.Sqrt(values);

    /// <summary>
    /// The change from the first to the last value by the Theil-Sen slope, and the Mann-Kendall statistic of the trend, which is standard normal where
    /// there is none (P. K. Sen, JASA 63 (1968) 1379-1389; H. B. Mann, Econometrica 13 (1945) 245-259).
    /// </summary>
    public static (double Change, double Z) Trend(IReadOnlyList<double> values)
    {
        var stride = (values.Count + MaxPairwise - 1) / MaxPairwise;
        double[] series = [.. values.Where((_, i) => i % Math.Max(1, stride) == 0)];
        var n = series.Length;
        if (n < 2)
        {
            return (0, 0);
        }

        var slopes = new List<double>(n * (n - 1) / 2);
        var concordance = 0L;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                slopes.Add((series[j] - series[i]) / (j - i));
                concordance += Math.Sign(series[j] - series[i]);
            }
        }

        var deviation = Math.Sqrt(n * (n - 1.0) * ((2 * n) + 5) / 18);
        return (Median(slopes) * (n - 1), (concordance - Math.Sign(concordance)) / deviation);
    }
}
