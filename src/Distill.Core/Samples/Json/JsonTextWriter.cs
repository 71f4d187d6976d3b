using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace Distill.Core.Samples.Json;

/// <summary>Writes canonical JSON: one line, no white space, text as UTF-8. A mutable helper of one call; <see cref="Flush"/> ends it.</summary>
/// <remarks>Escaped are quotes, backslashes, control characters (C0, DEL, C1) and U+2028, U+2029, which some line readers take for line ends.</remarks>
internal ref partial struct JsonTextWriter
{
    /// <summary>Bytes that hold any number.</summary>
    public const int MaxNumber = 64;

    private const int MaxBytesPerUnit = 3;
    private const int MaxEscape = 6;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(unit => (char)unit),
        '"',
        '\\',
        '\u007F',
    ]);

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _used;

    public JsonTextWriter(IBufferWriter<byte> output) => _output = output;

    /// <summary>True for UTF-8 that holds a character which is escaped and is not ASCII.</summary>
    public static bool HasSpecial(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOf((byte)0xC2); at >= 0; at = Next(utf8, at))
        {
            if (at + 1 < utf8.Length && utf8[at + 1] < 0xA0)
            {
                return true;
            }
        }

        return utf8.Contains((byte)0x7F) || HasLineEnd(utf8);
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_span[_used..]);
        _used += utf8.Length;
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="ArgumentException">It holds half a surrogate pair.</exception>
    public void Text(ReadOnlySpan<char> text)
    {
        Reserve((text.Length * MaxBytesPerUnit) + 2);
        _span[_used++] = (byte)'"';
        var escapesC1 = text.ContainsAnyInRange('\u0080', '\u009F') || text.ContainsAny('\u2028', '\u2029');
        while (true)
        {
            var plain = escapesC1 ? text.IndexOfAny(Special) : text.IndexOfAny(Escaped);
            Plain(plain < 0 ? text : text[..plain]);
            if (plain < 0)
            {
                break;
            }

            var unit = text[plain];
            text = text[(plain + 1)..];
            Reserve((text.Length * MaxBytesPerUnit) + MaxEscape + 1);
            Escape(unit);
        }

        _span[_used++] = (byte)'"';
    }

    /// <summary>Writes an integer.</summary>
    public void Number(long value)
    {
        Reserve(MaxNumber);
        _ = value.TryFormat(_span[_used..], out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Writes a number, in the shortest form that reads as the same value.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public void Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"JSON has no number {value.ToString(CultureInfo.InvariantCulture)}.", nameof(value));
        }

        Reserve(MaxNumber);
        _ = value.TryFormat(_span[_used..], out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Passes on what was written.</summary>
    public void Flush()
    {
        if (_used > 0)
        {
            _output.Advance(_used);
            _span = default;
            _used = 0;
        }
    }

    private static readonly SearchValues<char> Special = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(unit => (char)unit),
        '"',
        '\\',
        .. Enumerable.Range(0x7F, 0xA0 - 0x7F).Select(unit => (char)unit),
        '\u2028',
        '\u2029',
    ]);

    // U+2028 and U+2029: E2 80 A8 and E2 80 A9.
    private static bool HasLineEnd(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOf("\u2028"u8[..2]); at >= 0; at = utf8.IndexOf("\u2028"u8[..2]))
        {
            if (at + 2 < utf8.Length && utf8[at + 2] is 0xA8 or 0xA9)
            {
                return true;
            }

            utf8 = utf8[(at + 2)..];
        }

        return false;
    }

    private static int Next(ReadOnlySpan<byte> utf8, int at)
    {
        var found = utf8[(at + 1)..].IndexOf((byte)0xC2);
        return found < 0 ? -1 : at + 1 + found;
    }

    /// <summary>Writes one byte as it is.</summary>
    public void Byte(byte value)
    {
        Reserve(1);
        _span[_used++] = value;
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        var status = Utf8.FromUtf16(text, _span[_used..], out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            throw new ArgumentException("A text holds half a surrogate pair, which JSON in UTF-8 cannot carry.", nameof(text));
        }

        _used += written;
    }

    private void Escape(char unit)
    {
        var letter = unit switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => (byte)'u',
        };
        _span[_used++] = (byte)'\\';
        _span[_used++] = letter;
        if (letter == (byte)'u')
        {
            _ = ((int)unit).TryFormat(_span[_used..], out var written, "X4", CultureInfo.InvariantCulture);
            _used += written;
        }
    }

    private void Reserve(int length)
    {
        if (_span.Length - _used >= length)
        {
            return;
        }

        Flush();
        _span = _output.GetSpan(Math.Max(length, 256));
    }
}
