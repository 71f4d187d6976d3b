using System.Buffers;
using System.Runtime.Intrinsics;

namespace Distill.Core.Dedup.MinHash;

/// <summary>MinHash signatures (A. Broder, "On the resemblance and containment of documents", 1997). Immutable and thread-safe.</summary>
/// <remarks>
/// For each of 128 functions h(x) = ax + b modulo 2^32 with odd a, over the 32-bit hashes of a text's shingles, the signature has the lowest value. Two
/// texts agree in a function with the probability of their Jaccard similarity, so the share of functions in which they agree estimates it with a
/// standard error of at most 0.044. The upper bits of a minimum are mostly zero; the lower 16 tell two of them apart, and are all that is kept.
/// </remarks>
internal static class MinHasher
{
    /// <summary>Functions of a signature.</summary>
    public const int Functions = 128;

    private static readonly uint[] Factors = Constants(0x5DEECE66DUL, odd: true);
    private static readonly uint[] Offsets = Constants(0x2545F4914F6CDD1DUL, odd: false);

    /// <summary>The sketch of a text; null of an empty text, which resembles nothing.</summary>
    /// <param name="text">The text's key.</param>
    public static MinHashSketch? Sketch(ReadOnlySpan<char> text)
    {
        var count = Shingles.Count(text.Length);
        if (count == 0)
        {
            return null;
        }

        var hashes = ArrayPool<uint>.Shared.Rent(count);
        Shingles.Hash(text, hashes.AsSpan(0, count));

        Span<uint> lowest = stackalloc uint[Functions];
        Lowest(hashes.AsSpan(0, count), lowest);
        ArrayPool<uint>.Shared.Return(hashes);
        return new MinHashSketch(lowest);
    }

    /// <summary>The lowest value of each function.</summary>
    /// <param name="hashes">Hashes of shingles; at least one.</param>
    /// <param name="lowest"><see cref="Functions"/> values.</param>
    public static void Lowest(ReadOnlySpan<uint> hashes, Span<uint> lowest)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Lowest512(hashes, lowest);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Lowest256(hashes, lowest);
        }
        else
        {
            Lowest128(hashes, lowest);
        }
    }

    // Four vectors at a time: with their factors and offsets they fit into the registers, so a pass over the hashes touches no other memory.
    internal static void Lowest512(ReadOnlySpan<uint> hashes, Span<uint> lowest)
    {
        const int Step = 4 * 16;
        for (var at = 0; at < Functions; at += Step)
        {
            var (a0, a1) = (Vector512.Create(Factors.AsSpan(at)), Vector512.Create(Factors.AsSpan(at + 16)));
            var (a2, a3) = (Vector512.Create(Factors.AsSpan(at + 32)), Vector512.Create(Factors.AsSpan(at + 48)));
            var (b0, b1) = (Vector512.Create(Offsets.AsSpan(at)), Vector512.Create(Offsets.AsSpan(at + 16)));
            var (b2, b3) = (Vector512.Create(Offsets.AsSpan(at + 32)), Vector512.Create(Offsets.AsSpan(at + 48)));
            var (m0, m1, m2, m3) = (
                Vector512<uint>.AllBitsSet,
                Vector512<uint>.AllBitsSet,
                Vector512<uint>.AllBitsSet,
                Vector512<uint>.AllBitsSet
            );
            foreach (var hash in hashes)
            {
                var value = Vector512.Create(hash);
                m0 = Vector512.Min(m0, (value * a0) + b0);
                m1 = Vector512.Min(m1, (value * a1) + b1);
                m2 = Vector512.Min(m2, (value * a2) + b2);
                m3 = Vector512.Min(m3, (value * a3) + b3);
            }

            m0.CopyTo(lowest[at..]);
            m1.CopyTo(lowest[(at + 16)..]);
            m2.CopyTo(lowest[(at + 32)..]);
            m3.CopyTo(lowest[(at + 48)..]);
        }
    }

    internal static void Lowest256(ReadOnlySpan<uint> hashes, Span<uint> lowest)
    {
        const int Step = 4 * 8;
        for (var at = 0; at < Functions; at += Step)
        {
            var (a0, a1) = (Vector256.Create(Factors.AsSpan(at)), Vector256.Create(Factors.AsSpan(at + 8)));
            var (a2, a3) = (Vector256.Create(Factors.AsSpan(at + 16)), Vector256.Create(Factors.AsSpan(at + 24)));
            var (b0, b1) = (Vector256.Create(Offsets.AsSpan(at)), Vector256.Create(Offsets.AsSpan(at + 8)));
            var (b2, b3) = (Vector256.Create(Offsets.AsSpan(at + 16)), Vector256.Create(Offsets.AsSpan(at + 24)));
            var (m0, m1, m2, m3) = (
                Vector256<uint>.AllBitsSet,
                Vector256<uint>.AllBitsSet,
                Vector256<uint>.AllBitsSet,
                Vector256<uint>.AllBitsSet
            );
            foreach (var hash in hashes)
            {
                var value = Vector256.Create(hash);
                m0 = Vector256.Min(m0, (value * a0) + b0);
                m1 = Vector256.Min(m1, (value * a1) + b1);
                m2 = Vector256.Min(m2, (value * a2) + b2);
                m3 = Vector256.Min(m3, (value * a3) + b3);
            }

            m0.CopyTo(lowest[at..]);
            m1.CopyTo(lowest[(at + 8)..]);
            m2.CopyTo(lowest[(at + 16)..]);
            m3.CopyTo(lowest[(at + 24)..]);
        }
    }

    internal static void Lowest128(ReadOnlySpan<uint> hashes, Span<uint> lowest)
    {
        const int Step = 2 * 4;
        for (var at = 0; at < Functions; at += Step)
        {
            var (a0, a1) = (Vector128.Create(Factors.AsSpan(at)), Vector128.Create(Factors.AsSpan(at + 4)));
            var (b0, b1) = (Vector128.Create(Offsets.AsSpan(at)), Vector128.Create(Offsets.AsSpan(at + 4)));
            var (m0, m1) = (Vector128<uint>.AllBitsSet, Vector128<uint>.AllBitsSet);
            foreach (var hash in hashes)
            {
                var value = Vector128.Create(hash);
                m0 = Vector128.Min(m0, (value * a0) + b0);
                m1 = Vector128.Min(m1, (value * a1) + b1);
            }

            m0.CopyTo(lowest[at..]);
            m1.CopyTo(lowest[(at + 4)..]);
        }
    }

    // The same on every machine: a signature may be compared with one of yesterday.
    private static uint[] Constants(ulong seed, bool odd)
    {
        var constants = new uint[Functions];
        for (var i = 0; i < constants.Length; i++)
        {
            seed += 0x9E3779B97F4A7C15;
            var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            constants[i] = (uint)(mixed ^ (mixed >> 31)) | (odd ? 1u : 0u);
        }

        return constants;
    }
}
