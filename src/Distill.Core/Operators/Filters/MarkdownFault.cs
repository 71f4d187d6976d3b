using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Distill.Core.Operators.Filters;

/// <summary>Something in a Markdown text that does not render as it was meant.</summary>
/// <param name="Check">The check that found it: <c>fences</c>, <c>tables</c> or <c>links</c>; empty when the text cannot be checked at all.</param>
/// <param name="Reason">The reason of the drop.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Text">The line's beginning, or the link.</param>
internal sealed record MarkdownFault(string Check, string Reason, int Line, string Text)
{
    private const int Shown = 80;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>The faults of a text: fences first, then links, then tables.</summary>
    public static IEnumerable<MarkdownFault> Find(string text)
    {
        var lines = text.Split('\n');
        if (Parse(text) is not { } document)
        {
            return [new MarkdownFault("", "nested_too_deep", 1, TextOf(lines, 0))];
        }

        var fences = document
            .Descendants<FencedCodeBlock>()
            .Where(block => block.ClosingFencedCharCount == 0)
            .Select(block => new MarkdownFault("fences", "unclosed_fence", block.Line + 1, TextOf(lines, block.Line)));
        return fences.Concat(Links(document, lines)).Concat(Tables(document, lines));
    }

    // The parser refuses what is nested more than 128 deep; such a text is noise.
    private static MarkdownDocument? Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<MarkdownFault> Links(MarkdownDocument document, string[] lines)
    {
        foreach (var link in document.Descendants<LinkInline>().Where(link => string.IsNullOrWhiteSpace(link.Url)))
        {
            yield return new MarkdownFault("links", "link_without_address", link.Line + 1, TextOf(lines, link.Line));
        }

        // A link that was read is gone from the literals; what is left of one has no end.
        foreach (var paragraph in document.Descendants<LeafBlock>().Where(block => block.Inline is not null))
        {
            foreach (var literal in paragraph.Inline!.Descendants<LiteralInline>())
            {
                var at = literal.Content.AsSpan().IndexOf("](http", StringComparison.Ordinal);
                var closesHere =
                    literal.Content.AsSpan() is "]"
                    && literal.NextSibling is LiteralInline next
                    && next.Content.AsSpan().StartsWith("(http");
                if (at >= 0 || closesHere)
                {
                    yield return new MarkdownFault("links", "unfinished_link", literal.Line + 1, TextOf(lines, literal.Line));
                }
            }
        }
    }

    // By the rules of GitHub: the head has as many cells as the line below it, and a row with more than the head loses the rest.
    private static IEnumerable<MarkdownFault> Tables(MarkdownDocument document, string[] lines)
    {
        var code = document.Descendants<CodeBlock>().SelectMany(block => Enumerable.Range(block.Line, LineCount(block))).ToHashSet();
        for (var i = 1; i < lines.Length; i++)
        {
            if (code.Contains(i) || !TableRow.IsDelimiter(lines[i]) || !lines[i - 1].Contains('|'))
            {
                continue;
            }

            var columns = TableRow.CellCount(lines[i]);
            if (TableRow.CellCount(lines[i - 1]) != columns)
            {
                yield return new MarkdownFault("tables", "broken_table", i, TextOf(lines, i - 1));
            }

            for (i++; i < lines.Length && lines[i].Contains('|'); i++)
            {
                if (TableRow.CellCount(lines[i]) > columns)
                {
                    yield return new MarkdownFault("tables", "broken_table", i + 1, TextOf(lines, i));
                }
            }
        }
    }

    private static int LineCount(CodeBlock block) => block.Lines.Count + (block is FencedCodeBlock ? 2 : 0);

    private static string TextOf(string[] lines, int line)
    {
        var text = line < lines.Length ? lines[line].Trim() : "";
        return text.Length > Shown ? text[..Shown] : text;
    }
}
