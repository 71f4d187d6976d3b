using System.Buffers;

namespace Distill.Core.Operators.Mappers;

/// <summary>Where sentences end, in Chinese and English: the piece up to and with its closing marks and blanks. The pieces together are the text.</summary>
internal static class SentenceSplitter
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？；!?.\n…");
    private const string Closing = "”’\"'」』）)】";

    /// <summary>One past the sentence that begins at a position.</summary>
    public static int Next(ReadOnlySpan<char> text, int start)
    {
        for (var at = start; at < text.Length; at++)
        {
            var length = text[at..].IndexOfAny(Ends);
            if (length < 0)
            {
                return text.Length;
            }

            at += length;
            var end = Skip(text, at);
            // 3.14, example.com, "approx. five" and the number of a list: a full stop ends nothing unless a blank follows, and then no small letter.
            if (
                text[at] != '.'
                || end == text.Length
                || text[end] == '\n'
                || (text[end] == ' ' && !GoesOn(text, end + 1) && !IsListNumber(text[start..at]))
            )
            {
                return SkipBlanks(text, end);
            }
        }

        return text.Length;
    }

    private static int Skip(ReadOnlySpan<char> text, int at)
    {
        if (text[at] == '\n')
        {
            return at + 1;
        }

        while (at < text.Length && text[at] != '\n' && (Ends.Contains(text[at]) || Closing.Contains(text[at])))
        {
            at++;
        }

        return at;
    }

    private static bool IsListNumber(ReadOnlySpan<char> text) => text.Length <= 3 && !text.ContainsAnyExceptInRange('0', '9');

    private static bool GoesOn(ReadOnlySpan<char> text, int at) => at < text.Length && char.IsLower(text[at]);

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\u3000')
        {
            at++;
        }

        return at;
    }
}
