using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distill.Core.Dedup;

/// <summary>Hashes of the runs of five characters of a text: enough to tell sentences apart, and at home in Chinese, which has no word boundaries.</summary>
internal static class Shingles
{
    /// <summary>Characters (UTF-16 units) of a shingle.</summary>
    public const int Length = 5;

    // Odd constants of SplitMix64 and MurmurHash3, whose multiplications spread every bit over the upper half.
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xBF58476D1CE4E5B9;
    private const ulong Third = 0xFF51AFD7ED558CCD;

    // The 32-bit hash multiplies by the odd constant of MurmurHash3's finaliser and folds the upper half down after each character.
    private const uint Seed = 0x9747B28C;
    private const uint Factor = 0x85EBCA6B;
    private const int Shift = 15;

    /// <summary>How many shingles a text has; one that is shorter than a shingle is one by itself, an empty text has none.</summary>
    public static int Count(int length) => length == 0 ? 0 : Math.Max(1, length - Length + 1);

    /// <summary>Writes a 64-bit hash of each shingle.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hashes">As many as <see cref="Count"/> says.</param>
    public static void Hash(ReadOnlySpan<char> text, Span<ulong> hashes)
    {
        if (text.Length < Length)
        {
            Span<char> padded = stackalloc char[Length];
            padded.Clear();
            text.CopyTo(padded);
            hashes[..Count(text.Length)].Fill(Mix(padded));
            return;
        }

        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Mix(text.Slice(i, Length));
        }
    }

    /// <summary>Writes a 32-bit hash of each shingle, sixteen at a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hashes">As many as <see cref="Count"/> says.</param>
    public static void Hash(ReadOnlySpan<char> text, Span<uint> hashes)
    {
        if (text.Length < Length)
        {
            hashes[..Count(text.Length)].Fill(Hash(text));
            return;
        }

        ref var units = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        var at = 0;
        for (; at <= hashes.Length - Vector256<ushort>.Count; at += Vector256<ushort>.Count)
        {
            var (low, high) = (Vector256.Create(Seed), Vector256.Create(Seed));
            for (var i = 0; i < Length; i++)
            {
                var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref units, (nuint)(at + i)));
                (low, high) = ((low ^ lower) * Vector256.Create(Factor), (high ^ upper) * Vector256.Create(Factor));
                (low, high) = (low ^ (low >>> Shift), high ^ (high >>> Shift));
            }

            low.CopyTo(hashes[at..]);
            high.CopyTo(hashes[(at + Vector256<uint>.Count)..]);
        }

        for (; at < hashes.Length; at++)
        {
            hashes[at] = Hash(text.Slice(at, Length));
        }
    }

    private static uint Hash(ReadOnlySpan<char> shingle)
    {
        var hash = Seed;
        foreach (var unit in shingle)
        {
            hash = (hash ^ unit) * Factor;
            hash ^= hash >> Shift;
        }

        return hash;
    }

    private static ulong Mix(ReadOnlySpan<char> shingle)
    {
        var hash = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(shingle)) * First;
        hash = (hash ^ (hash >> 32) ^ shingle[Length - 1]) * Second;
        hash = (hash ^ (hash >> 29)) * Third;
        return hash ^ (hash >> 32);
    }
}
