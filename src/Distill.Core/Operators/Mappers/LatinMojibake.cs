using System.Text;

namespace Distill.Core.Operators.Mappers;

/// <summary>UTF-8 read as Windows-1252 or Latin-1: <c>â€™</c> for ’, <c>Ã©</c> for é, <c>ä½\u00A0å¥½</c> for 你好.</summary>
internal static class LatinMojibake
{
    // Windows-1252 at 0x80 to 0x9F (WHATWG Encoding); the five unassigned bytes stay control characters, as browsers read them.
    private const string HighControls = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text with its misread runs repaired; the same instance when there are none.</summary>
    public static string Repair(string text)
    {
        // Each misread character begins with one of U+00C2 to U+00F4.
        if (!text.AsSpan().ContainsAnyInRange('\u00C2', '\u00F4'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var changed = false;
        for (var at = 0; at < text.Length; )
        {
            var end = RunEnd(text, at);
            var repaired = end - at >= 2 ? Decode(text, at, end) : null;
            changed |= repaired is not null;
            end = Math.Max(end, at + 1);
            _ = repaired is null ? result.Append(text, at, end - at) : result.Append(repaired);
            at = end;
        }

        return changed ? result.ToString() : text;
    }

    private static int RunEnd(string text, int at)
    {
        while (at < text.Length && ToByte(text[at]) >= 0x80)
        {
            at++;
        }

        return at;
    }

    private static int ToByte(char unit) =>
        unit is >= '\u00A0' and <= '\u00FF' ? unit
        : HighControls.IndexOf(unit) is >= 0 and var index ? index + 0x80
        : 0;

    private static string? Decode(string text, int start, int end)
    {
        var bytes = new byte[end - start];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)ToByte(text[start + i]);
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return null;
        }

        var decoded = Strict.GetString(bytes);
        return IsLikelier(bytes, decoded, end < text.Length ? text[end] : ' ') ? decoded : null;
    }

    /// <summary>
    /// Three bytes that fit UTF-8 by chance are unheard of in any language. Two are not: MENÜ» would be one Syriac letter; so a pair counts when it gives a letter or sign of
    /// Latin-1, and a closing quotation mark as its second half only inside a word; pairs of other scripts when there are at least three.
    /// </summary>
    private static bool IsLikelier(byte[] bytes, string decoded, char after)
    {
        if (Array.Exists(bytes, unit => unit >= 0xE0))
        {
            return decoded.All(unit => !char.IsControl(unit));
        }

        var latin = decoded.All(unit => unit is >= '\u00A0' and <= '\u00FF');
        var quoted = bytes[^1] is 0xBB or 0x94 or 0x9D && !char.IsLetter(after);
        return (latin && !quoted) || (decoded.Length >= 3 && decoded.All(char.IsLetter));
    }
}
