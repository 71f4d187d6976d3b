using System.Buffers;

namespace Distill.Core.Operators.Filters;

/// <summary>Tells from how an answer ends whether it was cut off.</summary>
internal static class AnswerEnd
{
    private const string Fence = "```";

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？!?…；.");

    // After one of these something must follow.
    private static readonly SearchValues<char> Openers = SearchValues.Create(",，、（(【「『《“");

    /// <summary>True when a code fence is opened and not closed.</summary>
    public static bool LeavesFenceOpen(string answer)
    {
        var fences = 0;
        for (
            var at = answer.IndexOf(Fence, StringComparison.Ordinal);
            at >= 0;
            at = answer.IndexOf(Fence, at + Fence.Length, StringComparison.Ordinal)
        )
        {
            fences += IsFence(answer, at) ? 1 : 0;
        }

        return fences % 2 == 1;
    }

    // A fence begins its line, and no backtick follows it there; else it is text about fences, or code within a line.
    private static bool IsFence(string answer, int at)
    {
        var before = answer.AsSpan(0, at);
        var after = answer.AsSpan(at + Fence.Length).TrimStart('`');
        var end = after.IndexOf('\n');
        return before[(before.LastIndexOf('\n') + 1)..].IsWhiteSpace() && !(end < 0 ? after : after[..end]).Contains('`');
    }

    /// <summary>True when the answer ends with an opening mark or a comma, or is prose whose last line ends without a mark though its sentences have marks.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="minLength">Shorter answers may end as they like, in UTF-16 units.</param>
    public static bool BreaksOff(string answer, int minLength)
    {
        var text = answer.AsSpan().TrimEnd();
        if (text.Length < Math.Max(1, minLength))
        {
            return false;
        }

        var last = text[^1];
        return Openers.Contains(last) || (char.IsLetter(last) && IsProse(text));
    }

    // Lists, tables, headings, verse and links end as they like; a cut sentence stands in a line that has other sentences, in a text that marks their ends.
    private static bool IsProse(ReadOnlySpan<char> text)
    {
        var line = text[(text.LastIndexOf('\n') + 1)..].TrimStart();
        var before = text[..^line.Length].TrimEnd();
        var marked = before.IsEmpty || SentenceEnds.Contains(before[^1]);
        return marked
            && line.IndexOfAny("#|<`=") < 0
            && !line.Contains("://", StringComparison.Ordinal)
            && line.ContainsAny(SentenceEnds)
            && line[0] is not ('-' or '*' or '+');
    }
}
