using System.Buffers;
using System.Net;
using System.Text;

namespace Distill.Core.Operators.Mappers;

/// <summary>Character references of HTML, named and by number. One without its semicolon is text.</summary>
internal static class HtmlEntities
{
    private const int Longest = 12;
    private static readonly SearchValues<char> Name = SearchValues.Create(
        "#ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    );

    /// <summary>The text with its references as characters; the same instance when it has none.</summary>
    public static string Decode(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = text.IndexOf('&', StringComparison.Ordinal); at >= 0; at = text.IndexOf('&', at + 1))
        {
            var length = text.AsSpan(at + 1, Math.Min(Longest, text.Length - at - 1)).IndexOfAnyExcept(Name);
            if (length < 1 || text[at + 1 + length] != ';')
            {
                continue;
            }

            var reference = text.Substring(at, length + 2);
            var decoded = WebUtility.HtmlDecode(reference);
            if (decoded != reference)
            {
                // A no-break space holds layout together, not text.
                _ = (result ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(decoded.Replace('\u00A0', ' '));
                copied = at + length + 2;
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }
}
