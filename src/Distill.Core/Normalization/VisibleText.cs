using System.Text;

namespace Distill.Core.Normalization;

/// <summary>Text without the characters of <see cref="InvisibleCharacters"/>. Thread-safe.</summary>
internal static class VisibleText
{
    /// <summary>The text; the same instance when nothing in it is invisible.</summary>
    public static string Of(string text)
    {
        var at = NextInvisible(text, 0);
        if (at < 0)
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        var copied = 0;
        for (; at >= 0; at = NextInvisible(text, copied))
        {
            _ = visible.Append(text, copied, at - copied);
            copied = at + 1;
        }

        return visible.Append(text, copied, text.Length - copied).ToString();
    }

    private static int NextInvisible(string text, int start)
    {
        while (start < text.Length)
        {
            start += PlainText.Length(text.AsSpan(start), fullWidth: true);
            // Text that is not plain is seldom so for one character alone.
            for (var end = Math.Min(text.Length, start + 16); start < end; start++)
            {
                if (InvisibleCharacters.IsInvisible(text[start]))
                {
                    return start;
                }
            }
        }

        return -1;
    }
}
