using System.Text;

namespace Distill.ModelEmulator.Text;

/// <summary>The emulator's rule for tokens: a wide character (CJK, kana, Hangul, full-width forms, emoji) is one, four others are one, rounded up.</summary>
/// <remarks>A rule of thumb near what common byte-pair encodings give for Chinese and English; stable across platforms and versions.</remarks>
internal static class TokenEstimate
{
    /// <summary>Tokens of a text; 0 for the empty one.</summary>
    public static int Count(string text)
    {
        var quarters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            quarters += Quarters(rune);
        }

        return (quarters + 3) / 4;
    }

    /// <summary>The longest start of a text that has at most <paramref name="tokens"/> tokens.</summary>
    public static string Take(string text, int tokens)
    {
        var (quarters, length) = (0L, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            quarters += Quarters(rune);
            if (quarters > 4L * tokens)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>A text in pieces of one token each.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var (start, position, quarters) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var next = Quarters(rune);
            if (quarters > 0 && quarters + next > 4)
            {
                yield return text[start..position];
                (start, quarters) = (position, 0);
            }

            quarters += next;
            position += rune.Utf16SequenceLength;
        }

        if (position > start)
        {
            yield return text[start..position];
        }
    }

    private static int Quarters(Rune rune) => rune.Value >= 0x2E80 ? 4 : 1;
}
