using System.Buffers;

namespace Distill.Core.Operators.Mappers;

/// <summary>Emoji sequences of Unicode Technical Standard 51.</summary>
internal static class EmojiSequence
{
    private const char Joiner = '\u200D';
    private const char EmojiStyle = '\uFE0F';
    private const char Keycap = '\u20E3';

    // Emoji by themselves (property Emoji_Presentation) within the first plane, and the few text symbols that everyone uses as emoji.
    private const string Presented =
        "\u231A\u231B\u23E9\u23EA\u23EB\u23EC\u23F0\u23F3\u25FD\u25FE\u2600\u2601\u2602\u2603\u2604\u2614\u2615\u2639\u263A\u2648\u2649\u264A\u264B\u264C\u264D\u264E\u264F\u2650\u2651"
        + "\u2652\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753\u2754\u2755"
        + "\u2757\u2763\u2764\u2795\u2796\u2797\u27B0\u27BF\u2B1B\u2B1C\u2B50\u2B55";

    private static readonly SearchValues<char> Signs = SearchValues.Create(Presented + "\uD83C\uD83D\uD83E" + EmojiStyle + Keycap);

    /// <summary>False when the text certainly has none.</summary>
    public static bool MayHave(ReadOnlySpan<char> text) => text.ContainsAny(Signs);

    /// <summary>The length in UTF-16 units of the sequence that the text begins with; 0 when it begins with none.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        if (text[0] is (>= '0' and <= '9') or '#' or '*')
        {
            return text is [_, EmojiStyle, Keycap, ..] ? 3
                : text is [_, Keycap, ..] ? 2
                : 0;
        }

        var length = ElementLength(text);
        while (length > 0 && length + 1 < text.Length && text[length] == Joiner && ElementLength(text[(length + 1)..]) is > 0 and var more)
        {
            length += 1 + more;
        }

        return length;
    }

    private static int ElementLength(ReadOnlySpan<char> text)
    {
        if (IsRegional(text))
        {
            return IsRegional(text[2..]) ? 4 : 2;
        }

        var basis =
            IsPictograph(text) ? 2
            : Presented.Contains(text[0]) ? 1
            : text is ['\u00A9' or '\u00AE' or (>= '\u203C' and <= '\u3299'), EmojiStyle, ..] ? 1
            : 0;
        return basis == 0 ? 0 : basis + ModifierLength(text[basis..]);
    }

    // Variation selector, skin tone, keycap, and the tags of flags such as Scotland's.
    private static int ModifierLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length)
        {
            var rest = text[length..];
            var tone = rest is ['\uD83C', >= '\uDFFB' and <= '\uDFFF', ..];
            var tag = rest is ['\uDB40', >= '\uDC20' and <= '\uDC7F', ..];
            if (rest[0] is not (EmojiStyle or '\uFE0E' or Keycap) && !tone && !tag)
            {
                break;
            }

            length += tone || tag ? 2 : 1;
        }

        return length;
    }

    private static bool IsRegional(ReadOnlySpan<char> text) => text is ['\uD83C', >= '\uDDE6' and <= '\uDDFF', ..];

    // U+1F004 to U+1FAFF, without the letters and digits in circles and squares that text is made of, and the geometric shapes and arrows.
    private static bool IsPictograph(ReadOnlySpan<char> text) =>
        text is [var high, var low, ..]
        && high switch
        {
            '\uD83C' => low
                is '\uDC04'
                    or '\uDCCF'
                    or '\uDD8E'
                    or (>= '\uDD91' and <= '\uDD9A')
                    or (>= '\uDE00' and <= '\uDFFF')
                    or '\uDD70'
                    or '\uDD71'
                    or '\uDD7E'
                    or '\uDD7F',
            '\uD83D' => low is (>= '\uDC00' and <= '\uDE4F') or (>= '\uDE80' and <= '\uDEFF') or (>= '\uDFE0' and <= '\uDFFF'),
            '\uD83E' => low is (>= '\uDD0C' and <= '\uDDFF') or (>= '\uDE70' and <= '\uDEFF'),
            _ => false,
        };
}
