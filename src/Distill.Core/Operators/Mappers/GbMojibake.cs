using System.Collections;
using System.Text;

namespace Distill.Core.Operators.Mappers;

/// <summary>UTF-8 read as GB18030: <c>浣犲ソ锛屼笘鐣</c> for 你好，世界.</summary>
/// <remarks>Three bytes a character in two-byte pairs: an odd number of characters loses its last, and such a run stays.</remarks>
internal static class GbMojibake
{
    private static readonly Encoding Gb = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Characters whose two bytes can begin a three-byte character of UTF-8: rare ones, so most runs are passed over at once.
    private static readonly BitArray Openings = FindOpenings();

    /// <summary>The text with its misread runs repaired; the same instance when there are none.</summary>
    public static string Repair(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = NextRun(text, 0); at < text.Length; )
        {
            var length = text.AsSpan(at).IndexOfAnyInRange('\0', '\u007F');
            var end = length < 0 ? text.Length : at + length;
            if (Openings[text[at]] && Decode(text[at..end]) is { } repaired)
            {
                _ = (result ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(repaired);
                copied = end;
            }

            at = NextRun(text, end);
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static int NextRun(string text, int from) =>
        text.AsSpan(from).IndexOfAnyExceptInRange('\0', '\u007F') is >= 0 and var at ? from + at : text.Length;

    private static string? Decode(string run)
    {
        if (!TryEncode(run, out var bytes) || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return null;
        }

        var decoded = Strict.GetString(bytes);
        return decoded.Length >= 2 && decoded.All(IsCommon) ? decoded : null;
    }

    private static bool TryEncode(string run, out byte[] bytes)
    {
        bytes = [];
        // A lone surrogate has no bytes.
        if (run.Any(char.IsSurrogate))
        {
            return false;
        }

        bytes = Gb.GetBytes(run);
        return true;
    }

    /// <summary>True for Chinese punctuation and for the 3,755 characters of GB 2312's first level, which are nearly all of written Chinese.</summary>
    private static bool IsCommon(char unit)
    {
        if (unit is (>= '\u3000' and <= '\u3011') or (>= '\uFF01' and <= '\uFF5E') or (>= '\u2014' and <= '\u2026'))
        {
            return true;
        }

        Span<byte> pair = stackalloc byte[4];
        return unit is >= '\u4E00' and <= '\u9FA5' && Gb.GetBytes([unit], pair) == 2 && pair[0] is >= 0xB0 and <= 0xD7 && pair[1] >= 0xA1;
    }

    private static BitArray FindOpenings()
    {
        var openings = new BitArray(char.MaxValue + 1);
        Span<byte> pair = stackalloc byte[4];
        for (var unit = '\u0080'; unit < '\uD800'; unit++)
        {
            openings[unit] = Gb.GetBytes([unit], pair) == 2 && pair[0] is >= 0xE2 and <= 0xEF && pair[1] is >= 0x80 and <= 0xBF;
        }

        return openings;
    }
}
