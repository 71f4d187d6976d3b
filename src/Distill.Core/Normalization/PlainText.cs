using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distill.Core.Normalization;

/// <summary>The characters that text mostly is, known at vector speed: so that a look at what is rare need not look at them.</summary>
internal static class PlainText
{
    /// <summary>Characters at the start that are printable ASCII, tab, line feed, Han or common Chinese and typographic punctuation.</summary>
    /// <remarks>Short of the first other character by up to 15.</remarks>
    /// <param name="text">The text.</param>
    /// <param name="fullWidth">True when full-width forms count, too. NFKC changes them.</param>
    public static int Length(ReadOnlySpan<char> text, bool fullWidth)
    {
        var wide = fullWidth ? Vector256<ushort>.AllBitsSet : Vector256<ushort>.Zero;
        ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        var at = 0;
        for (; at <= text.Length - Vector256<ushort>.Count; at += Vector256<ushort>.Count)
        {
            var block = Vector256.LoadUnsafe(ref first, (nuint)at);
            var plain =
                Within(block, 0x20, 0x7E)
                | Within(block, 0x4E00, 0x9FFF)
                | Within(block, '\t', '\n')
                | Within(block, 0x3001, 0x3003)
                | Within(block, 0x2018, 0x201D)
                | (Within(block, 0xFF01, 0xFF5E) & wide);
            if (plain != Vector256<ushort>.AllBitsSet)
            {
                // A character that is touched may compose with the one before it, so the caller looks at that one, too.
                return at + BitOperations.TrailingZeroCount(~plain.ExtractMostSignificantBits());
            }
        }

        return at;
    }

    private static Vector256<ushort> Within(Vector256<ushort> block, int low, int high) =>
        Vector256.LessThanOrEqual(block - Vector256.Create((ushort)low), Vector256.Create((ushort)(high - low)));
}
