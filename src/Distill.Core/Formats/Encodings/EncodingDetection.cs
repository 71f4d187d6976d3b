using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Distill.Core.Formats.Encodings;

/// <summary>The encoding of a file and why.</summary>
/// <param name="Encoding">One of <see cref="TextEncodings"/>, never <c>auto</c>.</param>
/// <param name="Reason">Why; null for plain UTF-8, of which nothing needs to be said.</param>
internal sealed record EncodingDetection(string Encoding, string? Reason)
{
    // Of the characters beyond ASCII in a Chinese text nearly all are in the blocks that are counted; in Latin-1 misread as GB18030 the pairs spread wide.
    private const double ChineseShare = 0.8;
    private const double ZeroShare = 0.3;

    // A few characters of any text have a zero in their other byte, U+6700 among them.
    private const double StrayShare = 0.2;

    // Control characters in Latin-1, and a letter that hardly any text has: such bytes are damage.
    private static readonly SearchValues<byte> NoLatin1 = SearchValues.Create([
        .. Enumerable.Range(0x80, 0x20).Select(value => (byte)value),
        0xFF,
    ]);

    /// <summary>Rows of a Parquet file, whose texts are UTF-8 by definition.</summary>
    public static EncodingDetection OfParquet { get; } = new(TextEncodings.Utf8, "rows of a Parquet file");

    /// <summary>Tells the encoding by the first bytes.</summary>
    /// <param name="start">The start of the file.</param>
    public static EncodingDetection Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8))
        {
            return new(TextEncodings.Utf8, "UTF-8 by its byte order mark");
        }

        if (start.StartsWith<byte>([0x1F, 0x8B]) || start.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]))
        {
            // Compressed under a name that does not say so: the format detector tells it.
            return new(TextEncodings.Utf8, null);
        }

        if (FindUtf16(start) is { } utf16)
        {
            return utf16;
        }

        var (valid, invalid) = CountUtf8(start);
        if (valid >= invalid)
        {
            return new(
                TextEncodings.Utf8,
                invalid == 0 ? null : $"UTF-8: {valid} characters beyond ASCII are valid, {invalid} bytes are not"
            );
        }

        var share = ChineseShareOf(start);
        if (share < ChineseShare && start.ContainsAny(NoLatin1))
        {
            return new(TextEncodings.Utf8, "UTF-8, damaged: the text fits no other encoding either");
        }

        return share >= ChineseShare
            ? new(
                TextEncodings.Gb18030,
                FormattableString.Invariant($"GB18030: the text is not UTF-8, and read so {share:P0} of it beyond ASCII is Chinese")
            )
            : new(
                TextEncodings.Latin1,
                FormattableString.Invariant($"Latin-1: the text is neither UTF-8 nor, with {share:P0} Chinese, GB18030")
            );
    }

    /// <summary>The detection of a format with what is to be said of the encoding.</summary>
    public FormatDetection AddTo(FormatDetection format) =>
        format with
        {
            Encoding = Encoding,
            Reason = Reason is null ? format.Reason : $"{format.Reason}; {Reason}",
        };

    // JSON and CSV are mostly ASCII marks, of which UTF-16 makes every other byte zero.
    private static EncodingDetection? FindUtf16(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xFF, 0xFE]))
        {
            return new(TextEncodings.Utf16LittleEndian, "UTF-16LE by its byte order mark");
        }

        if (start.StartsWith<byte>([0xFE, 0xFF]))
        {
            return new(TextEncodings.Utf16BigEndian, "UTF-16BE by its byte order mark");
        }

        var even = 0;
        var odd = 0;
        for (var at = 0; at + 1 < start.Length; at += 2)
        {
            even += start[at] == 0 ? 1 : 0;
            odd += start[at + 1] == 0 ? 1 : 0;
        }

        var pairs = start.Length / 2;
        if (pairs == 0 || Math.Max(even, odd) < ZeroShare * pairs || Math.Min(even, odd) > StrayShare * Math.Max(even, odd))
        {
            return null;
        }

        return odd > even
            ? new(TextEncodings.Utf16LittleEndian, "UTF-16LE: every other byte of ASCII is zero")
            : new(TextEncodings.Utf16BigEndian, "UTF-16BE: every other byte of ASCII is zero");
    }

    // Well-formed sequences beyond ASCII, and bytes that belong to none.
    private static (int Valid, int Invalid) CountUtf8(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return (1, 0);
        }

        var valid = 0;
        var invalid = 0;
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(text, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                // The window ends within a character.
                break;
            }

            valid += status == OperationStatus.Done && length > 1 ? 1 : 0;
            invalid += status == OperationStatus.InvalidData ? 1 : 0;
            text = text[length..];
        }

        return (valid, invalid);
    }

    private static double ChineseShareOf(ReadOnlySpan<byte> text)
    {
        var beyond = 0;
        var chinese = 0;
        foreach (var letter in TextEncodings.Open(TextEncodings.Gb18030).GetString(text).Where(letter => letter > 0x7F))
        {
            beyond++;
            // The ideographs of GB2312's range, CJK punctuation, full-width forms, and the quotes and dashes of Chinese text.
            var common = letter is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3000' and <= '\u303F') or (>= '\uFF00' and <= '\uFFEF');
            chinese += common || letter is (>= '\u2010' and <= '\u2026') ? 1 : 0;
        }

        return beyond == 0 ? 0 : (double)chinese / beyond;
    }
}
