using System.Buffers;

namespace Distill.Core.Dedup.SimHash;

/// <summary>SimHash fingerprints of 64 bits (M. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002). Thread-safe.</summary>
/// <remarks>A bit is set when it is set in more than half of the hashes of the text's shingles. Similar texts differ in few bits.</remarks>
internal static class SimHasher
{
    // Counters for up to 2^24 shingles, more than the longest record has.
    private const int Planes = 24;

    /// <summary>The fingerprint; null of an empty text.</summary>
    /// <param name="text">The text's key.</param>
    public static ulong? Fingerprint(ReadOnlySpan<char> text)
    {
        var count = Shingles.Count(text.Length);
        if (count == 0)
        {
            return null;
        }

        var hashes = ArrayPool<ulong>.Shared.Rent(count);
        Shingles.Hash(text, hashes.AsSpan(0, count));
        var fingerprint = Majority(hashes.AsSpan(0, count));
        ArrayPool<ulong>.Shared.Return(hashes);
        return fingerprint;
    }

    // 64 binary counters side by side: plane i holds bit i of each. Adding one costs two steps on average, whatever the number of counters.
    private static ulong Majority(ReadOnlySpan<ulong> hashes)
    {
        Span<ulong> planes = stackalloc ulong[Planes];
        planes.Clear();
        foreach (var hash in hashes)
        {
            var carry = hash;
            for (var i = 0; carry != 0 && i < Planes; i++)
            {
                (planes[i], carry) = (planes[i] ^ carry, planes[i] & carry);
            }
        }

        // Counter > half, compared from the highest bit on for all 64 at once.
        var half = hashes.Length / 2;
        var (greater, equal) = (0UL, ulong.MaxValue);
        for (var i = Planes - 1; i >= 0; i--)
        {
            if ((half >> i & 1) == 0)
            {
                greater |= equal & planes[i];
                equal &= ~planes[i];
            }
            else
            {
                equal &= planes[i];
            }
        }

        return greater;
    }
}
