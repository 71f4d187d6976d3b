using System.Text;

namespace Distill.Core.Normalization;

/// <summary>The form in which texts are compared: what people take for the same text has the same key.</summary>
public static class TextKey
{
    /// <summary>NFKC, lower case, runs of white space as one space, none at the ends, invisible characters left out.</summary>
    public static string Of(string text)
    {
        var normalized = UnicodeNormalizer.Normalize(text, compatible: true);
        var key = new StringBuilder(normalized.Length);
        var space = false;
        foreach (var unit in normalized)
        {
            if (char.IsWhiteSpace(unit))
            {
                space = key.Length > 0;
            }
            else if (!InvisibleCharacters.IsInvisible(unit))
            {
                _ = space ? key.Append(' ') : key;
                _ = key.Append(char.ToLowerInvariant(unit));
                space = false;
            }
        }

        return key.ToString();
    }
}
