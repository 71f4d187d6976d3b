namespace Distill.Core.Statistics;

/// <summary>Draws positions from a seed: the same ones on every machine and .NET version, which <see cref="Random"/> does not promise.</summary>
/// <remarks>
/// G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64). A position is the high half of a product; with lists
/// far shorter than 2^32 its bias is far below what any resampling can see.
/// </remarks>
internal struct SeededDraw(int seed)
{
    private ulong _state = unchecked((ulong)seed * 0xD1342543DE82EF95UL);

    /// <summary>A position below <paramref name="count"/>.</summary>
    public int Next(int count)
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return (int)(((mixed >> 32) * (ulong)count) >> 32);
    }
}
