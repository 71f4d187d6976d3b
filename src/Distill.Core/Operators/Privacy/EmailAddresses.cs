namespace Distill.Core.Operators.Privacy;

/// <summary>E-mail addresses as people write them: the unquoted form of RFC 5321 with a domain of letters, digits and hyphens.</summary>
internal static class EmailAddresses
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 253;

    // What follows the last dot of icon@2x.png is no domain.
    private static readonly string[] FileEndings = ["png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "js", "css"];

    /// <summary>The address around an at sign; start -1 when there is none.</summary>
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int at, int floor)
    {
        var start = at;
        while (start > floor && at - start <= MaxLocal && IsLocal(text[start - 1]))
        {
            start--;
        }

        while (start < at && text[start] is '.' or '-')
        {
            start++;
        }

        var end = DomainEnd(text, at + 1);
        var local = text[start..at];
        var remote = local is "git" && end > 0 && end < text.Length && text[end] == ':';
        return end < 0 || local.Length is 0 or > MaxLocal || local[^1] == '.' || remote ? (-1, -1) : (start, end);
    }

    // Quotation marks around a local part are not part of it; the rest is what mail providers allow.
    private static bool IsLocal(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '%' or '+' or '-';

    private static int DomainEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start <= MaxDomain && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.'))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        var domain = text[start..end];
        var dot = domain.LastIndexOf('.');
        var top = domain[(dot + 1)..];
        var good =
            dot > 0
            && end - start <= MaxDomain
            && (end == text.Length || text[end] is not ('_' or '@'))
            && top.Length is >= 2 and <= 24
            && !top.ContainsAnyExcept(Letters)
            && !domain.Contains("..", StringComparison.Ordinal)
            && domain[0] != '.'
            && !IsFile(top);
        return good ? end : -1;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    private static bool IsFile(ReadOnlySpan<char> top)
    {
        foreach (var ending in FileEndings)
        {
            if (top.Equals(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
