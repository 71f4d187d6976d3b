namespace Distill.Core.Languages;

/// <summary>Tells prose from code in Markdown.</summary>
internal static class Prose
{
    private const string Fence = "```";

    private static readonly IReadOnlyList<Range> Whole = [Range.All];

    /// <summary>The stretches of a text outside code fences; an unclosed fence reaches to the end. The whole text when there is nothing but code.</summary>
    public static IReadOnlyList<Range> OutsideFences(string text)
    {
        if (!text.Contains(Fence, StringComparison.Ordinal))
        {
            return Whole;
        }

        var ranges = new List<Range>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf(Fence, at, StringComparison.Ordinal);
            var end = open < 0 ? text.Length : open;
            if (!text.AsSpan(at, end - at).IsWhiteSpace())
            {
                ranges.Add(at..end);
            }

            var close = open < 0 ? -1 : text.IndexOf(Fence, open + Fence.Length, StringComparison.Ordinal);
            at = close < 0 ? text.Length : close + Fence.Length;
        }

        return ranges.Count == 0 ? Whole : ranges;
    }
}
