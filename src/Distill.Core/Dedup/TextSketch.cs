using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Normalization;

namespace Distill.Core.Dedup;

/// <summary>A text's shingles in small: the lowest of their hashes, from which similarity is measured. Immutable; at most one kilobyte.</summary>
/// <remarks>
/// Shingles are runs of five characters of the text's key: case, width and white space do not matter. The k lowest hashes give the Jaccard similarity
/// exactly for texts of up to 256 shingles, and with a standard error of at most 0.03 for longer ones (bottom-k sketch: E. Cohen, H. Kaplan,
/// "Summarizing data using bottom-k sketches", PODC 2007).
/// </remarks>
internal sealed class TextSketch
{
    private const int Lowest = 256;

    // Five characters tell sentences apart that share their words' endings; Chinese text has as many shingles as characters.
    private const int Shingle = 5;

    private readonly uint[] _lowest;

    private TextSketch(uint[] lowest) => _lowest = lowest;

    /// <summary>The hashes, ascending; at least one.</summary>
    public ReadOnlySpan<uint> Hashes => _lowest;

    /// <summary>The sketch of a text.</summary>
    public static TextSketch Of(string text)
    {
        var key = TextKey.Of(text).AsSpan();
        var hashes = new uint[Math.Max(1, key.Length - Shingle + 1)];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.Slice(i, Math.Min(Shingle, key.Length - i))));
        }

        return new TextSketch(SortedDistinct(hashes));
    }

    /// <summary>The Jaccard similarity of two texts' shingles, 0 to 1.</summary>
    public double Similarity(TextSketch other)
    {
        var (left, right) = (_lowest, other._lowest);
        var (i, j, common, union) = (0, 0, 0, 0);
        while (union < Lowest && (i < left.Length || j < right.Length))
        {
            var equal = i < left.Length && j < right.Length && left[i] == right[j];
            var fromLeft = j >= right.Length || (i < left.Length && left[i] <= right[j]);
            i += equal || fromLeft ? 1 : 0;
            j += equal || !fromLeft ? 1 : 0;
            common += equal ? 1 : 0;
            union++;
        }

        return (double)common / union;
    }

    private static uint[] SortedDistinct(uint[] hashes)
    {
        Array.Sort(hashes);
        var distinct = 0;
        for (var i = 0; i < hashes.Length && distinct < Lowest; i++)
        {
            if (i == 0 || hashes[i] != hashes[i - 1])
            {
                hashes[distinct++] = hashes[i];
            }
        }

        return hashes[..distinct];
    }
}
