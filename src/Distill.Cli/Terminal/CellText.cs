using System.Globalization;
using Spectre.Console;

namespace Distill.Cli.Terminal;

/// <summary>Text measured in terminal cells: a Chinese character takes two.</summary>
internal static class CellText
{
    /// <summary>The text, cut with an ellipsis when it takes more than <paramref name="width"/> cells; never inside a character.</summary>
    public static string Truncate(string text, int width)
    {
        if (text.GetCellWidth() <= width)
        {
            return text;
        }

        var used = 1;
        var end = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            used += element.GetCellWidth();
            if (used > width)
            {
                break;
            }

            end = elements.ElementIndex + element.Length;
        }

        return text[..end] + "…";
    }
}
