namespace Distill.Core.Operators.Privacy;

/// <summary>What recognisers ask of the characters around a trigger.</summary>
internal static class TextSight
{
    private const string MoneySigns = "$¥￥€£";
    private const string QuantityUnits = "元万亿块倍%％";

    /// <summary>True for a letter, digit or underscore of ASCII: what makes one word with its neighbour.</summary>
    public static bool IsWord(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_';

    /// <summary>True for a digit, also a full-width one.</summary>
    public static bool IsDigit(char unit) => char.IsAsciiDigit(unit) || unit is >= '０' and <= '９';

    /// <summary>The value of a digit, also of a full-width one.</summary>
    public static int Digit(char unit) => unit <= '9' ? unit - '0' : unit - '０';

    /// <summary>True for a character of the Chinese script.</summary>
    public static bool IsHan(char unit) => unit is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');

    /// <summary>True when a number that starts here is neither the rest of a word nor an amount of money.</summary>
    public static bool StartsNumber(ReadOnlySpan<char> text, int start)
    {
        if (start == 0)
        {
            return true;
        }

        var before = text[start - 1];
        var joined = before is '-' or ',' or '.' or '*' && start > 1 && (IsWord(text[start - 2]) || text[start - 2] == '*');
        return !IsWord(before) && !IsDigit(before) && before != '*' && !MoneySigns.Contains(before) && !joined;
    }

    /// <summary>True when a number that ends here does not go on, and is no quantity.</summary>
    public static bool EndsNumber(ReadOnlySpan<char> text, int end)
    {
        if (end == text.Length)
        {
            return true;
        }

        var after = text[end];
        var goesOn = after is '-' or '.' or ',' or '*' && end + 1 < text.Length && (IsDigit(text[end + 1]) || text[end + 1] == '*');
        return !IsWord(after) && !IsDigit(after) && after is not ('@' or '*') && !QuantityUnits.Contains(after) && !goesOn;
    }

    /// <summary>True when one of the words stands in the few characters before a position; ASCII case does not matter.</summary>
    public static bool HasBefore(ReadOnlySpan<char> text, int position, int reach, ReadOnlySpan<string> words)
    {
        var window = text[Math.Max(0, position - reach)..position];
        foreach (var word in words)
        {
            if (window.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the text before a position ends with one of the words; ASCII case does not matter.</summary>
    public static bool EndsWithAny(ReadOnlySpan<char> text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
