namespace Distill.Core.Normalization;

/// <summary>Finds words in text keys. Chinese has no word boundaries to ask for, so there any occurrence counts.</summary>
internal static class WordSearch
{
    /// <summary>The first position from <paramref name="start"/> at which <paramref name="word"/> stands by itself, or -1.</summary>
    public static int IndexOf(string text, string word, int start = 0)
    {
        for (
            var at = text.IndexOf(word, start, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(word, at + 1, StringComparison.Ordinal)
        )
        {
            if (StandsAlone(text, at, word.Length))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>True when what stands at a place is no part of a longer word.</summary>
    public static bool StandsAlone(ReadOnlySpan<char> text, int at, int length)
    {
        var end = at + length;
        var inWord = (at > 0 && Joins(text[at - 1], text[at])) || (end < text.Length && Joins(text[end - 1], text[end]));
        return !inWord;
    }

    private static bool Joins(char left, char right) => IsWord(left) && IsWord(right);

    private static bool IsWord(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_' || (char.IsLetter(unit) && unit < '\u2E80');
}
