using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distill.Core.Samples.Json;

/// <summary>Strings and numbers.</summary>
internal ref partial struct JsonScanner
{
    private const int EscapeLength = 6;

    /// <summary>Passes over the string that begins at the next byte.</summary>
    public bool ReadString(out JsonSlice slice)
    {
        var start = ++_at;
        var (escaped, nonAscii, foreign) = (false, false, false);
        slice = default;
        while (true)
        {
            _at += LengthToStop(_text[_at..], ref nonAscii);
            if (_at >= _text.Length)
            {
                return Fail("A text is not closed.");
            }

            if (_text[_at] == (byte)'"')
            {
                slice = new JsonSlice(start, _at++ - start, escaped, nonAscii, foreign);
                return true;
            }

            if (_text[_at] != (byte)'\\')
            {
                return Fail("A control character in a text must be escaped.");
            }

            escaped = true;
            if (!SkipEscape(ref foreign))
            {
                return false;
            }
        }
    }

    /// <summary>Bytes before the first quote, backslash or control character.</summary>
    private static int LengthToStop(ReadOnlySpan<byte> text, ref bool nonAscii)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var at = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; at <= text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
            {
                var block = Vector256.LoadUnsafe(ref first, (nuint)at);
                nonAscii |= block.ExtractMostSignificantBits() != 0;
                var stops =
                    Vector256.Equals(block, Vector256.Create((byte)'"'))
                    | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                    | Vector256.LessThan(block, Vector256.Create((byte)' '));
                if (stops.ExtractMostSignificantBits() is not 0 and var mask)
                {
                    return at + BitOperations.TrailingZeroCount(mask);
                }
            }
        }

        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref first, (nuint)at);
            nonAscii |= block.ExtractMostSignificantBits() != 0;
            var stops =
                Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(block, Vector128.Create((byte)' '));
            if (stops.ExtractMostSignificantBits() is not 0 and var mask)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; at < text.Length && text[at] is not ((byte)'"' or (byte)'\\' or < (byte)' '); at++)
        {
            nonAscii |= text[at] > 0x7F;
        }

        return at;
    }

    // The writer escapes only quotes, backslashes and control characters, and these in one way.
    private bool SkipEscape(ref bool foreign)
    {
        if (_at + 1 >= _text.Length)
        {
            _at = _text.Length;
            return Fail("A text is not closed.");
        }

        switch (_text[_at + 1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                _at += 2;
                return true;
            case (byte)'/':
                foreign = true;
                _at += 2;
                return true;
            case (byte)'u':
                foreign = true;
                return SkipUnicodeEscape();
            default:
                return Fail("A backslash begins no escape that JSON knows.");
        }
    }

    private bool SkipUnicodeEscape()
    {
        if (!JsonEscape.TryReadUnit(_text[_at..], out var unit))
        {
            return Fail("\\u wants four hexadecimal digits.");
        }

        _at += EscapeLength;
        if (!char.IsSurrogate(unit))
        {
            return true;
        }

        if (char.IsHighSurrogate(unit) && JsonEscape.TryReadUnit(_text[_at..], out var low) && char.IsLowSurrogate(low))
        {
            _at += EscapeLength;
            return true;
        }

        HalfPair = true;
        return true;
    }

    private bool SkipNumber()
    {
        const string Wanted = "A value is wanted: an object, an array, a text in double quotes, a number, true, false or null.";
        var at = _at;
        at += Is(at, (byte)'-') ? 1 : 0;
        var digits = Digits(at);
        if (digits == 0)
        {
            return FailAt(at, Wanted);
        }

        if (digits > 1 && _text[at] == (byte)'0')
        {
            return FailAt(at + 1, "A number has no leading zero.");
        }

        at += digits;
        if (Is(at, (byte)'.'))
        {
            digits = Digits(at + 1);
            if (digits == 0)
            {
                return FailAt(at + 1, "A digit is wanted after the decimal point.");
            }

            at += digits + 1;
        }

        if (Is(at, (byte)'e') || Is(at, (byte)'E'))
        {
            at += Is(at + 1, (byte)'+') || Is(at + 1, (byte)'-') ? 2 : 1;
            digits = Digits(at);
            if (digits == 0)
            {
                return FailAt(at, "A digit is wanted in the exponent.");
            }

            at += digits;
        }

        _at = at;
        return true;
    }

    private readonly bool Is(int at, byte value) => at < _text.Length && _text[at] == value;

    private readonly int Digits(int at)
    {
        var end = at;
        while (end < _text.Length && _text[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        return end - at;
    }

    private bool FailAt(int at, string message)
    {
        _at = at;
        return Fail(message);
    }
}
