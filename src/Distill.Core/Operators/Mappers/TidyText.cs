using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distill.Core.Operators.Mappers;

/// <summary>Finds white space that <c>whitespace_normalization</c> may have to change.</summary>
internal static class TidyText
{
    /// <summary>
    /// Characters before the first that is white space other than space and line feed, a space before a space or a line feed, or the first of three line feeds;
    /// all of them when there is none.
    /// </summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        ref var units = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        var at = 0;
        // Each character is seen with the two behind it.
        for (; at <= text.Length - Vector256<ushort>.Count - 2; at += Vector256<ushort>.Count)
        {
            var (block, second, third) = (Load(ref units, at), Load(ref units, at + 1), Load(ref units, at + 2));
            var (feed, nextFeed) = (Is(block, '\n'), Is(second, '\n'));
            var untidy =
                (Is(block, ' ') & (Is(second, ' ') | nextFeed))
                | (feed & nextFeed & Is(third, '\n'))
                | (Within(block, '\t', '\r') & ~feed)
                | Wide(block);
            if (untidy != Vector256<ushort>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(untidy.ExtractMostSignificantBits());
            }
        }

        while (at < text.Length && !IsUntidy(text[at..]))
        {
            at++;
        }

        return at;
    }

    private static bool IsUntidy(ReadOnlySpan<char> text) =>
        text[0] switch
        {
            ' ' => text is [_, ' ' or '\n', ..],
            '\n' => text is [_, '\n', '\n', ..],
            _ => char.IsWhiteSpace(text[0]),
        };

    // All white space beyond ASCII.
    private static Vector256<ushort> Wide(Vector256<ushort> block) =>
        Is(block, '\u0085')
        | Is(block, '\u00A0')
        | Is(block, '\u1680')
        | Within(block, '\u2000', '\u200A')
        | Within(block, '\u2028', '\u2029')
        | Is(block, '\u202F')
        | Is(block, '\u205F')
        | Is(block, '\u3000');

    private static Vector256<ushort> Load(ref ushort units, int at) => Vector256.LoadUnsafe(ref units, (nuint)at);

    private static Vector256<ushort> Is(Vector256<ushort> block, char unit) => Vector256.Equals(block, Vector256.Create((ushort)unit));

    private static Vector256<ushort> Within(Vector256<ushort> block, char low, char high) =>
        Vector256.LessThanOrEqual(block - Vector256.Create((ushort)low), Vector256.Create((ushort)(high - low)));
}
