using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Distill.Core.Samples.Json;

/// <summary>Whether bytes are UTF-8, a vector at a time.</summary>
/// <remarks>
/// <see cref="Utf8.IsValid"/> branches on each character, which costs more than all other checks of a line where Chinese and English alternate. This is the
/// lookup of Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021): three tables, by the halves of a byte and the upper half
/// of the next, name the errors that each allows; an error that all three allow has happened.
/// </remarks>
internal static class Utf8Text
{
    private const int Shortest = 2 * Before;

    // The bytes before a vector that its verdict depends on are loaded from as many bytes before it.
    private const int Before = 16;
    private const int LongestLead = 3;

    private const byte TooShort = 1 << 0;
    private const byte TooLong = 1 << 1;
    private const byte Overlong3 = 1 << 2;
    private const byte TooLarge = 1 << 3;
    private const byte Surrogate = 1 << 4;
    private const byte Overlong2 = 1 << 5;
    private const byte Overlong4 = 1 << 6;
    private const byte TooLarge1000 = 1 << 6;
    private const byte TwoContinuations = 1 << 7;
    private const byte AnyLow = TooShort | TooLong | TwoContinuations;
    private const byte LargeLow = AnyLow | TooLarge | TooLarge1000;
    private const byte AnyContinuation = TooLong | Overlong2 | TwoContinuations;

    // The first byte's upper half: ASCII, a continuation, leads of two, three and four bytes.
    private static readonly Vector128<byte> FirstHigh = Vector128.Create(
        TooLong,
        TooLong,
        TooLong,
        TooLong,
        TooLong,
        TooLong,
        TooLong,
        TooLong,
        TwoContinuations,
        TwoContinuations,
        TwoContinuations,
        TwoContinuations,
        TooShort | Overlong2,
        TooShort,
        TooShort | Overlong3 | Surrogate,
        TooShort | TooLarge | TooLarge1000 | Overlong4
    );

    private static readonly Vector128<byte> FirstLow = Vector128.Create(
        AnyLow | Overlong3 | Overlong2 | Overlong4,
        AnyLow | Overlong2,
        AnyLow,
        AnyLow,
        AnyLow | TooLarge,
        LargeLow,
        LargeLow,
        LargeLow,
        LargeLow,
        LargeLow,
        LargeLow,
        LargeLow,
        LargeLow,
        LargeLow | Surrogate,
        LargeLow,
        LargeLow
    );

    private static readonly Vector128<byte> SecondHigh = Vector128.Create(
        TooShort,
        TooShort,
        TooShort,
        TooShort,
        TooShort,
        TooShort,
        TooShort,
        TooShort,
        AnyContinuation | Overlong3 | TooLarge1000 | Overlong4,
        AnyContinuation | Overlong3 | TooLarge,
        AnyContinuation | Surrogate | TooLarge,
        AnyContinuation | Surrogate | TooLarge,
        TooShort,
        TooShort,
        TooShort,
        TooShort
    );

    /// <summary>The verdict of <see cref="Utf8.IsValid"/>.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (!Vector128.IsHardwareAccelerated || text.Length < Shortest)
        {
            return Utf8.IsValid(text);
        }

        // Zeros before the text and after it: a character that is cut off is followed by something else than its continuation.
        Span<byte> edge = stackalloc byte[Before + Vector128<byte>.Count];
        edge.Clear();
        text[..Vector128<byte>.Count].CopyTo(edge[Before..]);
        var errors = Errors(ref MemoryMarshal.GetReference(edge), Before);

        ref var first = ref MemoryMarshal.GetReference(text);
        var at = Vector128<byte>.Count;
        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var isAscii =
                (
                    Vector128.LoadUnsafe(ref first, (nuint)at) | Vector128.LoadUnsafe(ref first, (nuint)(at - LongestLead))
                ).ExtractMostSignificantBits() == 0;
            errors |= isAscii ? Vector128<byte>.Zero : Errors(ref first, at);
        }

        edge.Clear();
        text[(at - LongestLead)..].CopyTo(edge[(Before - LongestLead)..]);
        return (errors | Errors(ref MemoryMarshal.GetReference(edge), Before)) == Vector128<byte>.Zero;
    }

    // Of the vector at an offset of at least three.
    private static Vector128<byte> Errors(ref byte first, int at)
    {
        var block = Vector128.LoadUnsafe(ref first, (nuint)at);
        var previous = Vector128.LoadUnsafe(ref first, (nuint)(at - 1));
        var low = Vector128.Create((byte)0x0F);
        var special =
            Vector128.Shuffle(FirstHigh, Vector128.ShiftRightLogical(previous, 4))
            & Vector128.Shuffle(FirstLow, previous & low)
            & Vector128.Shuffle(SecondHigh, Vector128.ShiftRightLogical(block, 4));

        // The third byte of three and the third and fourth of four must follow a continuation; nothing else may.
        var third = Vector128.GreaterThanOrEqual(Vector128.LoadUnsafe(ref first, (nuint)(at - 2)), Vector128.Create((byte)0xE0));
        var fourth = Vector128.GreaterThanOrEqual(Vector128.LoadUnsafe(ref first, (nuint)(at - LongestLead)), Vector128.Create((byte)0xF0));
        return ((third | fourth) & Vector128.Create(TwoContinuations)) ^ special;
    }
}
