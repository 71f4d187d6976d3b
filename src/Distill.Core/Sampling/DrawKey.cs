namespace Distill.Core.Sampling;

/// <summary>The lot of a record: a number that follows from seed and position alone, so that a draw is the same in any order and for any number of threads.</summary>
/// <remarks>
/// Taking the lowest lots is a uniform sample without replacement (bottom-k: E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007). The
/// mixing is SplitMix64's (Steele, Lea and Flood, OOPSLA 2014), a bijection: no two positions have the same lot.
/// </remarks>
internal static class DrawKey
{
    /// <summary>The lot of the record at a position.</summary>
    public static ulong Of(int seed, long position) =>
        Mix(unchecked((ulong)position * 0x9E3779B97F4A7C15UL) + Mix(unchecked((ulong)seed + 0x9E3779B97F4A7C15UL)));

    /// <summary>True for a share of all lots.</summary>
    public static bool IsWithin(ulong key, double fraction) => (key >> 11) * (1.0 / (1UL << 53)) < fraction;

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
