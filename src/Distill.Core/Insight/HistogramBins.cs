namespace Distill.Core.Insight;

/// <summary>Bins of equal, round width for numbers of a known range. Immutable and thread-safe.</summary>
/// <remarks>
/// About <see cref="Wanted"/> bins, whose width is 1, 2 or 5 times a power of ten (at least 1 for whole numbers), or a round span of time. When the largest
/// number lies far beyond the 99th percentile, everything beyond goes to one last bin, so that one outlier does not press the rest flat.
/// </remarks>
public sealed record HistogramBins
{
    /// <summary>Bins aimed at; there may be half as many or a few more.</summary>
    public const int Wanted = 20;

    // A range that is so much longer than up to the 99th percentile has outliers.
    private const double OutlierFactor = 1.5;

    private const double Second = 1000;
    private const double Minute = 60 * Second;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;

    // Milliseconds.
    private static readonly double[] Spans =
    [
        .. new[] { 1, 5, 15, 30 }.Select(count => count * Second),
        .. new[] { 1, 5, 15, 30 }.Select(count => count * Minute),
        .. new[] { 1, 3, 6, 12 }.Select(count => count * Hour),
        .. new[] { 1, 7, 28, 91, 364 }.Select(count => count * Day),
    ];

    private HistogramBins(double start, double width, int count, bool hasOverflow)
    {
        Start = start;
        Width = width;
        Count = count;
        HasOverflow = hasOverflow;
    }

    /// <summary>Lower bound of the first bin.</summary>
    public double Start { get; }

    /// <summary>Width of each bin.</summary>
    public double Width { get; }

    /// <summary>Number of bins, the last one for everything beyond included.</summary>
    public int Count { get; }

    /// <summary>True when the last bin is for everything beyond.</summary>
    public bool HasOverflow { get; }

    /// <summary>Bins of numbers in a range.</summary>
    /// <param name="min">The smallest.</param>
    /// <param name="max">The largest.</param>
    /// <param name="p99">Their 99th percentile.</param>
    /// <param name="isWhole">True when all are whole numbers: no bin is narrower than 1.</param>
    /// <param name="isTime">True when they are milliseconds since 1970.</param>
    public static HistogramBins Of(double min, double max, double p99, bool isWhole, bool isTime)
    {
        var hasOverflow = !isTime && max - min > OutlierFactor * (p99 - min) && p99 > min;
        var last = hasOverflow ? p99 : max;
        var width = isTime ? Span(last - min) : Nice(last - min, isWhole, Math.Abs(last));
        var start = Math.Floor(min / width) * width;
        var count = Math.Max(1, (int)Math.Floor((last - start) / width) + 1);
        return new HistogramBins(start, width, hasOverflow ? count + 1 : count, hasOverflow);
    }

    /// <summary>The bin of a number, from 0. Numbers below the range go to the first, those above to the last.</summary>
    public int IndexOf(double number) => (int)Math.Clamp(Math.Floor((number - Start) / Width), 0, Count - 1);

    /// <summary>A bin with its bounds.</summary>
    public HistogramBin Bin(int index, long count) =>
        new(Start + (index * Width), HasOverflow && index == Count - 1 ? null : Start + ((index + 1) * Width), count);

    private static double Span(double range) =>
        Array.Find(Spans, span => range / span <= Wanted) is var span and > 0 ? span : Math.Ceiling(range / Wanted / Spans[^1]) * Spans[^1];

    private static double Nice(double range, bool isWhole, double magnitude)
    {
        // A single value, or values that doubles barely tell apart, need one bin that is wide enough to have bounds.
        var least = isWhole ? 1 : Math.Max(magnitude * 1e-12, 1e-300);
        if (range / Wanted <= least)
        {
            return isWhole || range > 0 ? least : Math.Max(1, magnitude * 1e-12);
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(range / Wanted)));
        return power * new[] { 1, 2, 5, 10 }.First(factor => factor * power * Wanted >= range * 0.999999);
    }
}
