using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distill.Core.Languages;

/// <summary>Counts the characters of each script.</summary>
/// <remarks>ASCII and the common ideographs, of which nearly all text consists, are counted a vector at a time; what stands between them is looked up.</remarks>
internal static class ScriptCounts
{
    // In this range every unit is an ideograph, in the table, too.
    private const char FirstHan = '\u3400';
    private const char LastHan = '\u9FFF';

    /// <summary>Adds the counts of a text, by <see cref="Script"/>.</summary>
    public static void Add(ReadOnlySpan<char> text, Span<int> counts)
    {
        ref var units = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        var (latin, han, at) = (0, 0, 0);
        for (; at <= text.Length - Vector256<ushort>.Count; at += Vector256<ushort>.Count)
        {
            var block = Vector256.LoadUnsafe(ref units, (nuint)at);
            var letters = Within(block | Vector256.Create((ushort)0x20), 'a', 'z');
            var ideographs = Within(block, FirstHan, LastHan);
            var ascii = Vector256.LessThan(block, Vector256.Create((ushort)0x80));
            latin += BitOperations.PopCount((letters & ascii).ExtractMostSignificantBits());
            han += BitOperations.PopCount(ideographs.ExtractMostSignificantBits());
            for (var others = (~(ascii | ideographs)).ExtractMostSignificantBits(); others != 0; others &= others - 1)
            {
                counts[(int)ScriptTable.Of(text[at + BitOperations.TrailingZeroCount(others)])]++;
            }
        }

        foreach (var unit in text[at..])
        {
            counts[(int)ScriptTable.Of(unit)]++;
        }

        counts[(int)Script.Latin] += latin;
        counts[(int)Script.Han] += han;
    }

    private static Vector256<ushort> Within(Vector256<ushort> units, char first, char last) =>
        Vector256.LessThanOrEqual(units - Vector256.Create((ushort)first), Vector256.Create((ushort)(last - first)));
}
