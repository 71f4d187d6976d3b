namespace Distill.Core.Sampling;

/// <summary>Shares a count among strata.</summary>
internal static class StratumQuotas
{
    /// <summary>Quotas as the strata occur, rounded by largest remainder, ties by name; none above what there is.</summary>
    /// <param name="count">What is shared.</param>
    /// <param name="sizes">Records of each stratum, ordered by name.</param>
    public static int[] Proportional(int count, IReadOnlyList<long> sizes)
    {
        var total = sizes.Sum();
        count = (int)Math.Min(count, total);
        var exact = sizes.Select(size => (decimal)count * size / Math.Max(1, total)).ToArray();
        var quotas = exact.Select(share => (int)share).ToArray();
        foreach (
            var i in Enumerable.Range(0, sizes.Count).OrderByDescending(i => exact[i] - quotas[i]).ThenBy(i => i).Take(count - quotas.Sum())
        )
        {
            quotas[i]++;
        }

        return quotas;
    }

    /// <summary>The same quota for all; what small strata lack the others fill, what is left over goes to the first by name.</summary>
    /// <param name="count">What is shared.</param>
    /// <param name="sizes">Records of each stratum, ordered by name.</param>
    public static int[] Equal(int count, IReadOnlyList<long> sizes)
    {
        var level = Level(count, sizes);
        var quotas = sizes.Select(size => (int)Math.Min(size, level)).ToArray();
        var rest = (int)Math.Min(count, sizes.Sum()) - quotas.Sum();
        for (var i = 0; i < quotas.Length && rest > 0; i++)
        {
            var more = quotas[i] < sizes[i] ? 1 : 0;
            quotas[i] += more;
            rest -= more;
        }

        return quotas;
    }

    /// <summary>The highest quota such that all strata together stay within the count. It only falls while strata grow.</summary>
    public static int Level(int count, IReadOnlyList<long> sizes)
    {
        var (left, rest) = ((long)count, sizes.Count);
        foreach (var size in sizes.Order())
        {
            if (size * rest > left)
            {
                return (int)(left / rest);
            }

            left -= size;
            rest--;
        }

        return count;
    }
}
