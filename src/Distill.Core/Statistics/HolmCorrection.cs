namespace Distill.Core.Statistics;

/// <summary>Corrects the p-values of several tests, so that the chance of a single false alarm among all of them stays at its level.</summary>
/// <remarks>
/// S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979) 65-70. Needs no independence, and is never
/// weaker than Bonferroni's.
/// </remarks>
public static class HolmCorrection
{
    /// <summary>The adjusted p-values in the order of <paramref name="pValues"/>: compare each with the level wanted of all.</summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var (rank, highest) = (0, 0.0);
        foreach (var (i, p) in pValues.Index().OrderBy(pair => pair.Item))
        {
            highest = Math.Max(highest, Math.Min(1, p * (pValues.Count - rank)));
            adjusted[i] = highest;
            rank++;
        }

        return adjusted;
    }
}
