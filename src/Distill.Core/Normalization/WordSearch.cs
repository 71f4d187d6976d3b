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
            var end = at + word.Length;
            var inWord = (at > 0 && Joins(text[at - 1], word[0])) || (end < text.Length && Joins(word[^1], text[end]));
            if (!inWord)
            {
                return at;
            }
        }

        return -1;
    }

    private static bool Joins(char left, char right) => IsWord(left) && IsWord(right);

    private static bool IsWord(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_' || (char.IsLetter(unit) && unit < '\u2E80');
}
