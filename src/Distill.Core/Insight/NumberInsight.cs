namespace Distill.Core.Insight;

/// <summary>How numbers are distributed.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Distinct">How many different ones.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Sample standard deviation (n - 1); null for a single number.</param>
/// <param name="Quantiles">Quantiles of <see cref="QuantileLevels"/>, with linear interpolation (Hyndman and Fan 1996, type 7).</param>
/// <param name="Histogram">Bins of equal width in ascending order; the last may hold everything beyond (<see cref="HistogramBins"/>).</param>
public sealed record NumberInsight(
    long Count,
    long Distinct,
    double Min,
    double Max,
    double Mean,
    double? StandardDeviation,
    IReadOnlyList<double> Quantiles,
    IReadOnlyList<HistogramBin> Histogram
)
{
    /// <summary>The levels of <see cref="Quantiles"/>.</summary>
    public static IReadOnlyList<double> QuantileLevels { get; } = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    /// <summary>The median.</summary>
    public double Median => Quantiles[3];

    /// <summary>The 95th percentile.</summary>
    public double P95 => Quantiles[5];

    /// <summary>Describes numbers.</summary>
    /// <param name="counts">Each different number with how often it occurs, in ascending order; at least one.</param>
    /// <param name="isTime">True when they are milliseconds since 1970.</param>
    /// <param name="beside">Numbers that the histogram is to be laid beside, in ascending order: both get the bins of all of them together. Null takes the numbers' own.</param>
    public static NumberInsight Of(IReadOnlyList<NumberCount> counts, bool isTime = false, IReadOnlyList<NumberCount>? beside = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfZero(counts.Count, nameof(counts));
        var count = counts.Sum(entry => entry.Count);
        var mean = counts.Sum(entry => entry.Number * (entry.Count / (double)count));
        var squares = counts.Sum(entry => (entry.Number - mean) * (entry.Number - mean) * entry.Count);
        var quantiles = Quantile.Of(counts, count, QuantileLevels);
        var bins = Bins(beside is { Count: > 0 } ? Merge(counts, beside) : counts, isTime);
        var filled = new long[bins.Count];
        foreach (var (number, times) in counts)
        {
            filled[bins.IndexOf(number)] += times;
        }

        return new NumberInsight(
            count,
            counts.Count,
            counts[0].Number,
            counts[^1].Number,
            mean,
            count > 1 ? Math.Sqrt(squares / (count - 1)) : null,
            quantiles,
            [.. filled.Select((times, bin) => bins.Bin(bin, times))]
        );
    }

    private static HistogramBins Bins(IReadOnlyList<NumberCount> counts, bool isTime)
    {
        var p99 = Quantile.Of(counts, counts.Sum(entry => entry.Count), [QuantileLevels[^1]])[0];
        var isWhole = counts.All(entry => entry.Number == Math.Floor(entry.Number));
        return HistogramBins.Of(counts[0].Number, counts[^1].Number, p99, isWhole, isTime);
    }

    private static List<NumberCount> Merge(IReadOnlyList<NumberCount> counts, IReadOnlyList<NumberCount> beside) =>
        [
            .. counts
                .Concat(beside)
                .GroupBy(entry => entry.Number)
                .Select(group => new NumberCount(group.Key, group.Sum(entry => entry.Count)))
                .OrderBy(entry => entry.Number),
        ];
}
