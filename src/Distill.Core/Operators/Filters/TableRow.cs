namespace Distill.Core.Operators.Filters;

/// <summary>Reads a line of a Markdown table.</summary>
internal static class TableRow
{
    /// <summary>True for the line below a table's head: cells of dashes, with colons for alignment.</summary>
    public static bool IsDelimiter(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return text.Contains('|') && text.Contains('-') && text.IndexOfAnyExcept("|-: \t") < 0;
    }

    /// <summary>The cells of a row; a pipe after a backslash or in a code span parts nothing.</summary>
    public static int CellCount(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        text = text.StartsWith("|") ? text[1..] : text;
        text = text.EndsWith("|") && !text.EndsWith("\\|") ? text[..^1] : text;
        var (cells, code) = (1, false);
        for (var i = 0; i < text.Length; i++)
        {
            code ^= text[i] == '`';
            cells += text[i] == '|' && !code && (i == 0 || text[i - 1] != '\\') ? 1 : 0;
        }

        return cells;
    }
}
