using System.Globalization;
using System.Text;

namespace Distill.Core.Filtering.Parsing;

/// <summary>The spelling of names and texts in filters.</summary>
internal static class FilterText
{
    /// <summary>True for a character that a bare name may begin with.</summary>
    public static bool StartsName(char character) => char.IsLetter(character) || character == '_';

    /// <summary>True for a character of a bare name.</summary>
    public static bool ContinuesName(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    /// <summary>True for a name that needs no quotes after a dot.</summary>
    public static bool IsName(string name) => name.Length > 0 && name.All(ContinuesName);

    /// <summary>A text in double quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(character) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A pattern between slashes.</summary>
    public static string Slashed(FilterPattern pattern)
    {
        var text = new StringBuilder("/");
        for (var i = 0; i < pattern.Text.Length; i++)
        {
            var character = pattern.Text[i];
            text.Append(character == '/' ? "\\/" : character.ToString());
            if (character == '\\' && i + 1 < pattern.Text.Length)
            {
                text.Append(pattern.Text[++i]);
            }
        }

        return text.Append(pattern.IgnoreCase ? "/i" : "/").ToString();
    }

    /// <summary>True when every surrogate has its other half, so that the text exists in UTF-8.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
