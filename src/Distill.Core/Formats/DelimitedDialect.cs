namespace Distill.Core.Formats;

/// <summary>How fields are delimited.</summary>
/// <param name="Delimiter">Between fields.</param>
/// <param name="Quoted">Whether double quotes may enclose a field, as RFC 4180 says.</param>
internal readonly record struct DelimitedDialect(byte Delimiter, bool Quoted)
{
    /// <summary>The dialect of a file by its first line: the commonest of comma, semicolon and tab, as spreadsheets write them; quotes enclose fields.</summary>
    /// <param name="text">The start of the file.</param>
    public static DelimitedDialect Detect(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        var (commas, semicolons, tabs) = (line.Count((byte)','), line.Count((byte)';'), line.Count((byte)'\t'));
        var delimiter =
            commas >= semicolons && commas >= tabs ? ','
            : semicolons >= tabs ? ';'
            : '\t';
        return new DelimitedDialect((byte)delimiter, Quoted: true);
    }
}
