using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Distill.Cli.Terminal;

/// <summary>Breaks text into lines by terminal cells: between words, between Chinese characters, and within a word only when it is longer than a line.</summary>
internal static class TextWrap
{
    /// <summary>The lines of one paragraph; one empty line for an empty one.</summary>
    /// <param name="text">Text without line ends.</param>
    /// <param name="width">Cells of a line; at least 2 are taken.</param>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        width = Math.Max(width, 2);
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in Words(text))
        {
            var cells = word.GetCellWidth();
            if (used > 0 && used + word.TrimEnd(' ').GetCellWidth() > width)
            {
                Close();
            }

            if (cells <= width)
            {
                line.Append(word);
                used += cells;
                continue;
            }

            foreach (var element in Elements(word))
            {
                var size = element.GetCellWidth();
                if (used + size > width)
                {
                    Close();
                }

                line.Append(element);
                used += size;
            }
        }

        lines.Add(line.ToString().TrimEnd(' '));
        return lines;

        void Close()
        {
            lines.Add(line.ToString().TrimEnd(' '));
            line.Clear();
            used = 0;
        }
    }

    // A word has the spaces after it; a wide character is a word of its own, with punctuation that must not begin a line.
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var element in Elements(text))
        {
            var isBreak = word.Length > 0 && element != " " && (word[^1] == ' ' || IsWide(element) || IsWide(LastOf(word)));
            if (isBreak && !"，。！？；：、）》」』”’".Contains(element, StringComparison.Ordinal))
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(element);
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static bool IsWide(string element) => element.GetCellWidth() > 1;

    private static string LastOf(StringBuilder word) =>
        char.IsLowSurrogate(word[^1]) && word.Length > 1 ? word.ToString(word.Length - 2, 2) : word[^1].ToString();

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}
