using System.Buffers;

namespace Distill.Core.Languages;

/// <summary>Counts sentences, Chinese and English.</summary>
/// <remarks>
/// A sentence ends at <c>。！？…</c>, and at <c>.!?</c> before white space or the end. No sentence ends after a title or an abbreviation with points
/// (Dr., e.g., U.S.), within a number, or after the number of a list item. The original IFEval uses NLTK's trained splitter; the two agree on plain prose.
/// </remarks>
public static class SentenceCount
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？….!?");

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sr",
        "jr",
        "st",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "no",
        "fig",
        "approx",
        "dept",
        "est",
        "gen",
        "rev",
    };

    /// <summary>The sentences of a text: stretches between sentence ends that hold a letter or digit.</summary>
    public static int Of(string text)
    {
        var (count, start, at) = (0, 0, 0);
        while (at < text.Length)
        {
            var offset = text.AsSpan(at).IndexOfAny(Ends);
            var end = offset < 0 ? text.Length : at + offset;
            at = end + 1;
            if (end < text.Length && !EndsSentence(text, start, end))
            {
                continue;
            }

            count += HasWord(text.AsSpan(start, end - start)) ? 1 : 0;
            start = at;
        }

        return count + (start < text.Length && HasWord(text.AsSpan(start)) ? 1 : 0);
    }

    private static bool EndsSentence(string text, int start, int at)
    {
        if (text[at] is not ('.' or '!' or '?'))
        {
            return true;
        }

        var next = at + 1;
        while (next < text.Length && text[next] is '"' or '\'' or ')' or '”' or '’' or '*')
        {
            next++;
        }

        return (next >= text.Length || char.IsWhiteSpace(text[next])) && (text[at] != '.' || !IsAbbreviation(text, start, at));
    }

    private static bool IsAbbreviation(string text, int start, int at)
    {
        var word = text.AsSpan(start, at - start);
        var space = word.LastIndexOfAny(" \t\n(");
        word = word[(space + 1)..];
        // "1." opens a list item; "U.S" and "e.g" have points inside; a single capital is an initial.
        var listNumber =
            (space < 0 || text[start + space] == '\n') && word.Length is > 0 and <= 3 && !word.ContainsAnyExceptInRange('0', '9');
        return listNumber
            || word.Contains('.')
            || (word.Length == 1 && char.IsAsciiLetterUpper(word[0]) && word[0] != 'I')
            || Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static bool HasWord(ReadOnlySpan<char> text)
    {
        var at = 0;
        return WordCount.Next(text, ref at, out _);
    }
}
