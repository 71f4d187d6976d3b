using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Distill.Core.Samples.Json;

/// <summary>Makes texts of JSON strings.</summary>
internal static class JsonEscape
{
    private const int UnitLength = 6;

    /// <summary>Reads <c>\uXXXX</c> at the start.</summary>
    public static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = '\0';
        if (text.Length < UnitLength || text[0] != (byte)'\\' || text[1] != (byte)'u')
        {
            return false;
        }

        var value = 0;
        foreach (var digit in text[2..UnitLength])
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        unit = (char)value;
        return true;
    }

    /// <summary>The text of a string that a scanner has passed over; null when it is no UTF-8.</summary>
    /// <param name="value">Its bytes without the quotes.</param>
    /// <param name="slice">What the scanner knows of it.</param>
    public static string? Read(ReadOnlySpan<byte> value, JsonSlice slice)
    {
        if (!slice.Escaped && !slice.NonAscii)
        {
            return Encoding.Latin1.GetString(value);
        }

        // A UTF-8 text has at most as many UTF-16 units as bytes, an escaped one too.
        var buffer = ArrayPool<char>.Shared.Rent(value.Length);
        try
        {
            var length = slice.Escaped ? Unescape(value, buffer) : Decode(value, buffer);
            return length < 0 ? null : new string(buffer, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static int Decode(ReadOnlySpan<byte> value, Span<char> into) =>
        Utf8.ToUtf16(value, into, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done ? written : -1;

    private static int Unescape(ReadOnlySpan<byte> value, Span<char> into)
    {
        var length = 0;
        while (true)
        {
            var plain = value.IndexOf((byte)'\\');
            var decoded = Decode(plain < 0 ? value : value[..plain], into[length..]);
            if (decoded < 0)
            {
                return -1;
            }

            length += decoded;
            if (plain < 0)
            {
                return length;
            }

            value = value[plain..];
            var isUnit = TryReadUnit(value, out var unit);
            into[length++] = isUnit ? unit : Short(value[1]);
            value = value[(isUnit ? UnitLength : 2)..];
        }
    }

    private static char Short(byte letter) =>
        letter switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)letter,
        };
}
