namespace Distill.Core.Inference;

/// <summary>A small mergeable histogram of latencies: buckets a factor 2^(1/8) apart, so a percentile is within 5% of the true one. Immutable.</summary>
/// <param name="Buckets">Count by bucket index; bucket i holds values in [2^(i/8), 2^((i+1)/8)) milliseconds.</param>
public sealed record LatencyHistogram(IReadOnlyDictionary<int, long> Buckets)
{
    private const double PerOctave = 8;

    /// <summary>No value.</summary>
    public static LatencyHistogram Empty { get; } = new(new Dictionary<int, long>());

    /// <summary>How many values it holds.</summary>
    public long Count => Buckets.Values.Sum();

    /// <summary>A histogram of these values (milliseconds).</summary>
    public static LatencyHistogram Of(IEnumerable<double> milliseconds)
    {
        var buckets = new Dictionary<int, long>();
        foreach (var value in milliseconds)
        {
            var index = (int)Math.Floor(Math.Log2(Math.Max(value, 0.001)) * PerOctave);
            buckets[index] = buckets.GetValueOrDefault(index) + 1;
        }

        return new LatencyHistogram(buckets);
    }

    /// <summary>Both together.</summary>
    public LatencyHistogram Merge(LatencyHistogram other)
    {
        var buckets = new Dictionary<int, long>(Buckets);
        foreach (var (index, count) in other.Buckets)
        {
            buckets[index] = buckets.GetValueOrDefault(index) + count;
        }

        return new LatencyHistogram(buckets);
    }

    /// <summary>The value in milliseconds that a fraction <paramref name="quantile"/> (0 to 1) of the values does not exceed; NaN when empty.</summary>
    public double Percentile(double quantile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * Count));
        var seen = 0L;
        foreach (var (index, count) in Buckets.OrderBy(pair => pair.Key))
        {
            seen += count;
            if (seen >= rank)
            {
                return Math.Pow(2, (index + 0.5) / PerOctave);
            }
        }

        return double.NaN;
    }
}
