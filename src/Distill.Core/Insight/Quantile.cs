namespace Distill.Core.Insight;

/// <summary>Quantiles of counted numbers.</summary>
internal static class Quantile
{
    /// <summary>Quantiles with linear interpolation between neighbours (type 7 of R. Hyndman, Y. Fan, The American Statistician 50, 1996).</summary>
    /// <param name="counts">The numbers in ascending order.</param>
    /// <param name="total">How many there are in all.</param>
    /// <param name="levels">The levels, 0 to 1, in ascending order.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<NumberCount> counts, long total, IReadOnlyList<double> levels)
    {
        var quantiles = new double[levels.Count];
        var (entry, through) = (0, counts[0].Count);
        for (var i = 0; i < levels.Count; i++)
        {
            var place = levels[i] * (total - 1);
            var below = (long)Math.Floor(place);
            while (through <= below)
            {
                through += counts[++entry].Count;
            }

            var low = counts[entry].Number;
            var isNext = below + 1 >= through && entry + 1 < counts.Count;
            quantiles[i] = isNext ? low + ((counts[entry + 1].Number - low) * (place - below)) : low;
        }

        return quantiles;
    }
}
