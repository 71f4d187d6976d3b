using System.Text;
using System.Text.RegularExpressions;

namespace Distill.Core.Evaluation.Text;

/// <summary>Splits texts into BLEU's words, by the two tokenisers of sacreBLEU that matter here.</summary>
/// <remarks>M. Post, "A Call for Clarity in Reporting BLEU Scores", WMT 2018: scores are comparable only with the same tokenisation. Checked against sacreBLEU 2.</remarks>
public static partial class BleuTokenizer
{
    // What sacreBLEU's "zh" takes for Chinese. The wide ranges from U+2001 and U+2F81 come from its spelling of the supplementary planes; they are kept, because
    // a score that nobody else gets is of no use.
    private static readonly (char First, char Last)[] ChineseRanges =
    [
        ('\u2001', '\u2A6D'),
        ('\u2E80', '\u2EFF'),
        ('\u2F00', '\u2FDF'),
        ('\u2FF0', '\u2FFF'),
        ('\u3000', '\u303F'),
        ('\u3100', '\u312F'),
        ('\u31A0', '\u31BF'),
        ('\u31C0', '\u31EF'),
        ('\u3200', '\u33FF'),
        ('\u3400', '\u4DB5'),
        ('\u4E00', '\u9FBB'),
        ('\uF900', '\uFA2D'),
        ('\uFA30', '\uFA6A'),
        ('\uFA70', '\uFAD9'),
        ('\uFE10', '\uFE1F'),
        ('\uFE30', '\uFE4F'),
        ('\uFF00', '\uFFEF'),
    ];

    /// <summary>The words of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="chinese">True for sacreBLEU's <c>zh</c> (every Chinese character a word), false for <c>13a</c>, the tokeniser of WMT.</param>
    public static IReadOnlyList<string> Split(string text, bool chinese)
    {
        var line = chinese ? Separate(text.Trim()) : Prepare(text.TrimEnd());
        line = Punctuation().Replace(line, " $1 ");
        line = MarkAfterText().Replace(line, "$1 $2 ");
        line = MarkBeforeText().Replace(line, " $1 $2");
        line = DashAfterDigit().Replace(line, "$1 $2 ");
        return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>True when a text holds Chinese ideographs, so that its characters are to be its words.</summary>
    public static bool IsChinese(string text) => text.AsSpan().IndexOfAnyInRange('\u3400', '\u9FFF') >= 0;

    private static string Prepare(string text)
    {
        var line = text.Replace("<skipped>", "").Replace("-\n", "").Replace('\n', ' ');
        line = line.Replace("&quot;", "\"").Replace("&amp;", "&").Replace("&lt;", "<").Replace("&gt;", ">");
        return $" {line} ";
    }

    private static string Separate(string text)
    {
        var line = new StringBuilder(text.Length * 2);
        foreach (var unit in text)
        {
            _ = Array.Exists(ChineseRanges, range => unit >= range.First && unit <= range.Last)
                ? line.Append(' ').Append(unit).Append(' ')
                : line.Append(unit);
        }

        return line.ToString();
    }

    [GeneratedRegex(@"([{-~\[-` -&(-+:-@/])")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"([^0-9])([.,])")]
    private static partial Regex MarkAfterText();

    [GeneratedRegex(@"([.,])([^0-9])")]
    private static partial Regex MarkBeforeText();

    [GeneratedRegex(@"([0-9])(-)")]
    private static partial Regex DashAfterDigit();
}
