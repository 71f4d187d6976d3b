using System.Buffers;
using System.Text;

namespace Distill.Core.Operators.Mappers;

/// <summary>URLs in text: http, https and ftp, or beginning with <c>www.</c>.</summary>
internal static class LinkText
{
    private static readonly SearchValues<string> Signs = SearchValues.Create(["://", "www."], StringComparison.Ordinal);
    private static readonly string[] Schemes = ["https", "http", "ftps", "ftp"];

    // RFC 3986, without the characters that end a URL in a sentence. Chinese characters end one, too: it stands in the text without blanks.
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%|{}"
    );

    /// <summary>False when the text certainly has none.</summary>
    public static bool MayHave(ReadOnlySpan<char> text) => text.ContainsAny(Signs);

    /// <summary>The text with other text for its URLs; the same instance when it has none.</summary>
    public static string Replace(string text, string replacement)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = Next(text, 0); at >= 0; )
        {
            var start = Start(text, at, copied);
            var end = start < 0 ? -1 : End(text, at);
            if (end < 0)
            {
                at = Next(text, at + 1);
                continue;
            }

            var (from, to, label) = Surroundings(text, start, end, copied);
            result = (result ?? new StringBuilder(text.Length)).Append(text, copied, from - copied);
            _ = result.Append(label ?? replacement);
            copied = to;
            at = Next(text, to);
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static int Next(string text, int from) =>
        from < text.Length && text.AsSpan(from).IndexOfAny(Signs) is >= 0 and var at ? from + at : -1;

    private static int Start(string text, int sign, int floor)
    {
        var before = text.AsSpan(floor, sign - floor);
        if (text[sign] == 'w')
        {
            return before.Length > 0 && (char.IsAsciiLetterOrDigit(before[^1]) || before[^1] is '.' or '-') ? -1 : sign;
        }

        foreach (var scheme in Schemes)
        {
            if (before.EndsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return sign - scheme.Length;
            }
        }

        return -1;
    }

    private static int End(string text, int sign)
    {
        var from = sign + (text[sign] == 'w' ? 4 : 3);
        var length = text.AsSpan(from).IndexOfAnyExcept(Characters);
        var end = length < 0 ? text.Length : from + length;
        // The punctuation of the sentence, and a bracket that was opened before the URL.
        while (
            end > from
            && (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' || IsForeignBracket(text.AsSpan(from, end - from)))
        )
        {
            end--;
        }

        return end > from ? end : -1;
    }

    private static bool IsForeignBracket(ReadOnlySpan<char> url) =>
        (url[^1] == ')' && url.Count(')') > url.Count('('))
        || (url[^1] == ']' && url.Count(']') > url.Count('['))
        || (url[^1] == '}' && url.Count('}') > url.Count('{'));

    /// <summary>What goes with the URL: angle brackets, or the Markdown around it, whose text is the label.</summary>
    private static (int From, int To, string? Label) Surroundings(string text, int start, int end, int floor)
    {
        if (start - 1 >= floor && end < text.Length && text[start - 1] == '<' && text[end] == '>')
        {
            return (start - 1, end + 1, null);
        }

        var linked = start - 2 >= floor && text[start - 1] == '(' && text[start - 2] == ']';
        var close = linked ? text.AsSpan(end).IndexOfAny(')', '\n') : -1;
        var open = close >= 0 && text[end + close] == ')' ? text.AsSpan(floor, start - 2 - floor).LastIndexOfAny('[', '\n') : -1;
        if (open < 0 || text[floor + open] == '\n')
        {
            return (start, end, null);
        }

        var labelStart = floor + open + 1;
        var image = floor + open > floor && text[floor + open - 1] == '!';
        return (floor + open - (image ? 1 : 0), end + close + 1, text[labelStart..(start - 2)]);
    }
}
