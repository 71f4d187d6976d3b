using System.Buffers;
using System.Numerics;

namespace Distill.Core.Operators.Filters;

/// <summary>The n-grams of a text that occur more than once, as shares of all. Exact but for collisions of 64-bit hashes.</summary>
/// <remarks>
/// The shares are those of data-juicer's <c>character_repetition_filter</c> and <c>word_repetition_filter</c>. Most texts repeat little, so a bitmap decides first: of
/// k n-grams that met a set bit at most 2k occurrences belong to repeated ones, because each such n-gram meets its own bit at all occurrences but the first. Collisions
/// only raise k, so a text that passes the bitmap is within the limit for certain.
/// </remarks>
internal static class RepeatedNGrams
{
    // Bits for each n-gram: few enough for the first-level cache, many enough that few collide.
    private const int BitsEach = 16;
    private const int SmallWords = 256;
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>Share of the n-gram occurrences that belong to n-grams which occur more than once; 0 when it cannot be above <paramref name="limit"/>.</summary>
    /// <param name="units">Hashes of the characters or words, in order.</param>
    /// <param name="n">Length of an n-gram.</param>
    /// <param name="limit">The share up to which the exact value is of no interest.</param>
    /// <param name="topOnly">True to count only the most frequent n-grams, as many as the square root of the number of different ones.</param>
    public static double Share(ReadOnlySpan<ulong> units, int n, double limit, bool topOnly)
    {
        var total = units.Length - n + 1;
        if (total < 2)
        {
            return 0;
        }

        var hashes = ArrayPool<ulong>.Shared.Rent(total);
        try
        {
            Roll(units, n, hashes.AsSpan(0, total));
            return 2.0 * Hits(hashes.AsSpan(0, total)) <= limit * total ? 0 : Exact(hashes.AsSpan(0, total), topOnly);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(hashes);
        }
    }

    /// <summary>Polynomial hashes modulo 2^64 of each run of n, with a base so large and odd that short runs do not cancel out.</summary>
    private static void Roll(ReadOnlySpan<ulong> units, int n, Span<ulong> hashes)
    {
        var (hash, lead) = (0UL, 1UL);
        for (var i = 0; i < n; i++)
        {
            hash = (hash * Odd) + units[i];
            lead *= Odd;
        }

        hashes[0] = hash;
        for (var i = 1; i < hashes.Length; i++)
        {
            // The sum in brackets does not wait for the previous hash.
            hash = (hash * Odd) + (units[i + n - 1] - (lead * units[i - 1]));
            hashes[i] = hash;
        }
    }

    private static int Hits(ReadOnlySpan<ulong> hashes)
    {
        var words = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp((long)hashes.Length * BitsEach / 64, 1, 1 << 24));
        var rented = words > SmallWords ? ArrayPool<ulong>.Shared.Rent(words) : null;
        var bitmap = rented is null ? stackalloc ulong[SmallWords] : rented;
        bitmap[..words].Clear();
        var shift = 64 - BitOperations.Log2((uint)words * 64);
        var hits = 0;
        foreach (var hash in hashes)
        {
            var bit = (int)((hash * Odd) >> shift);
            var mask = 1UL << (bit & 63);
            ref var word = ref bitmap[bit >> 6];
            hits += (word & mask) != 0 ? 1 : 0;
            word |= mask;
        }

        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        return hits;
    }

    private static double Exact(Span<ulong> hashes, bool topOnly)
    {
        hashes.Sort();
        var repeated = new List<int>();
        var distinct = 0;
        for (var start = 0; start < hashes.Length; )
        {
            var end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
            {
                end++;
            }

            distinct++;
            if (end - start > 1)
            {
                repeated.Add(end - start);
            }

            start = end;
        }

        if (!topOnly)
        {
            return (double)repeated.Sum() / hashes.Length;
        }

        repeated.Sort((left, right) => right.CompareTo(left));
        return (double)repeated.Take((int)Math.Sqrt(distinct)).Sum() / hashes.Length;
    }
}
