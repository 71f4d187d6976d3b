using System.Text;

namespace Distill.Core.Operators.Mappers;

/// <summary>Tags and comments of HTML. Only known elements are tags: <c>a &lt; b</c>, <c>List&lt;int&gt;</c> and <c>&lt;USERNAME&gt;</c> are text.</summary>
internal static class HtmlMarkup
{
    /// <summary>The text without markup; the same instance when it has none.</summary>
    public static string Strip(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = at < text.Length ? text.IndexOf('<', at) : -1)
        {
            var (length, replacement) = Markup(text.AsSpan(at));
            if (length > 0)
            {
                result = (result ?? new StringBuilder(text.Length)).Append(text, copied, at - copied);
                Part(result, replacement);
                copied = at + length;
            }

            at += Math.Max(length, 1);
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    // One line end is enough where blocks end within each other, and it takes the place of a blank.
    private static void Part(StringBuilder result, string replacement)
    {
        if (replacement.Length == 0 || result.Length == 0)
        {
            return;
        }

        if (replacement == "\n" && result[^1] == ' ')
        {
            result[^1] = '\n';
        }
        else if (!char.IsWhiteSpace(result[^1]))
        {
            _ = result.Append(replacement);
        }
    }

    private static (int Length, string Replacement) Markup(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("<!--", StringComparison.Ordinal))
        {
            return (text.IndexOf("-->", StringComparison.Ordinal) + 3 is > 3 and var end ? end : 0, "");
        }

        if (text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase))
        {
            return (text.IndexOf('>') + 1, "");
        }

        var closing = text is [_, '/', ..];
        var rest = text[(closing ? 2 : 1)..];
        var nameLength = 0;
        while (nameLength < rest.Length && nameLength < 12 && char.IsAsciiLetterOrDigit(rest[nameLength]))
        {
            nameLength++;
        }

        var name = rest[..nameLength];
        var tagLength = TagLength(text, (closing ? 2 : 1) + nameLength);
        var bare = tagLength == nameLength + 2;
        return tagLength == 0 || (bare && HtmlElements.Words.Contains(name) && !IsClosed(text, name)) ? (0, "")
            : !closing && HtmlElements.Hiddens.Contains(name) ? (HiddenLength(text, name, tagLength), "")
            : HtmlElements.Blocks.Contains(name) ? (tagLength, "\n")
            : HtmlElements.Cells.Contains(name) ? (tagLength, " ")
            : HtmlElements.Inlines.Contains(name) || HtmlElements.Hiddens.Contains(name) ? (tagLength, "")
            : (0, "");
    }

    private static bool IsClosed(ReadOnlySpan<char> text, ReadOnlySpan<char> name) =>
        text[..Math.Min(text.Length, 10_000)].Contains($"</{name}", StringComparison.OrdinalIgnoreCase);

    // The name is followed by the end or by attributes; a quoted value may hold a bracket. Tags are not longer than a few thousand characters.
    private static int TagLength(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] is not ('>' or '/' or ' ' or '\n' or '\t' or '\r'))
        {
            return 0;
        }

        var quote = '\0';
        for (; at < text.Length && at < 8192; at++)
        {
            var unit = text[at];
            if (quote == '\0' && unit is '>' or '<')
            {
                return unit == '>' ? at + 1 : 0;
            }

            quote =
                quote == '\0' && unit is '"' or '\'' ? unit
                : unit == quote ? '\0'
                : quote;
        }

        return 0;
    }

    private static int HiddenLength(ReadOnlySpan<char> text, ReadOnlySpan<char> name, int tagLength)
    {
        var close = text[tagLength..].IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
        var end = close < 0 ? -1 : text[(tagLength + close)..].IndexOf('>');
        return end < 0 ? tagLength : tagLength + close + end + 1;
    }
}
