using System.Text.RegularExpressions;

namespace Distill.Core.Instructions;

/// <summary>Instructions about the form of an answer: lists, sections, JSON, a title.</summary>
internal static partial class FormatInstructions
{
    private static readonly string[] ConstrainedResponses = ["My answer is yes.", "My answer is no.", "My answer is maybe."];

    public static Func<string, InstructionMeasure> Bullets(InstructionArguments arguments)
    {
        var wanted = arguments.Count("num_bullets");
        return answer =>
        {
            var count = Bullet().Count(answer);
            return InstructionMeasure.Of(count == wanted, count);
        };
    }

    /// <summary>Points however marked: bullets, or the numbers <c>1.</c>, <c>1、</c>, <c>(1)</c>, <c>①</c>, <c>一、</c>, <c>第一</c>, <c>首先</c> at the beginning of a line.</summary>
    public static Func<string, InstructionMeasure> Points(InstructionArguments arguments)
    {
        var relation = arguments.Relation("relation", arguments.Count("num_points"));
        return answer =>
        {
            // Sub-points are of another kind than points; so the kind that fits counts, and else the numbered one.
            var (numbered, bullets) = (NumberedPoint().Count(answer), Bullet().Count(answer));
            var count = relation(bullets) && !relation(numbered) ? bullets : numbered;
            return InstructionMeasure.Of(relation(count), count);
        };
    }

    public static Func<string, InstructionMeasure> ConstrainedResponse(InstructionArguments arguments) =>
        answer => InstructionMeasure.Of(ConstrainedResponses.Any(response => answer.Contains(response, StringComparison.Ordinal)));

    public static Func<string, InstructionMeasure> Highlights(InstructionArguments arguments)
    {
        var wanted = arguments.Count("num_highlights");
        return answer =>
        {
            var count = Filled(Highlight()) + Filled(DoubleHighlight());
            return InstructionMeasure.Of(count >= wanted, count);

            int Filled(Regex marks) => marks.Matches(answer).Count(match => match.Value.AsSpan().Trim("* ").Length > 0);
        };
    }

    public static Func<string, InstructionMeasure> Sections(InstructionArguments arguments)
    {
        var (splitter, wanted) = (arguments.Text("section_spliter"), arguments.Count("num_sections"));
        return answer =>
        {
            var count = SectionCount(answer, splitter);
            return InstructionMeasure.Of(count >= wanted, count);
        };
    }

    public static Func<string, InstructionMeasure> Json(InstructionArguments arguments) =>
        answer =>
        {
            var valid = JsonAnswer.Parse(JsonAnswer.Unfence(answer), out var problem) is not null;
            return InstructionMeasure.Of(valid, problem);
        };

    public static Func<string, InstructionMeasure> Title(InstructionArguments arguments) =>
        answer =>
        {
            var title = answer.Split('\n').Select(TitleIn).FirstOrDefault(text => text is not null);
            return InstructionMeasure.Of(title is not null, title);
        };

    public static Func<string, InstructionMeasure> MarkdownTable(InstructionArguments arguments) =>
        answer => InstructionMeasure.Of(TableDelimiter().IsMatch(answer));

    // From the first opening brackets of a line to the last closing ones.
    private static string? TitleIn(string line)
    {
        var (open, close) = (line.IndexOf("<<", StringComparison.Ordinal), line.LastIndexOf(">>", StringComparison.Ordinal));
        var title = open >= 0 && close > open + 2 ? line[open..close].Trim('<', '>', ' ', '\t', '\r') : "";
        return title.Length > 0 ? title : null;
    }

    // The splitter comes from data, so it is looked for as text, not as a pattern.
    private static int SectionCount(string answer, string splitter)
    {
        var count = 0;
        for (var at = answer.IndexOf(splitter, StringComparison.Ordinal); at >= 0; at = Next(at))
        {
            var rest = answer.AsSpan(at + splitter.Length);
            rest = rest.Length > 0 && char.IsWhiteSpace(rest[0]) ? rest[1..] : rest;
            count += rest.Length > 0 && char.IsDigit(rest[0]) ? 1 : 0;
        }

        return count;

        int Next(int at) => answer.IndexOf(splitter, at + splitter.Length, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[^\S\n]*(?:\*[^*\n]|-|•)", RegexOptions.Multiline)]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"^[ \t]*(?:#{1,6}[ \t]*)?(?:\*\*)?(?:[0-9]{1,2}[.、．)）:：](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}[、.．]|第[一二三四五六七八九十]{1,2}[，,、:：点]|(?:首先|其次|再次|然后|最后)[，,:：])",
        RegexOptions.Multiline
    )]
    private static partial Regex NumberedPoint();

    [GeneratedRegex(@"\*[^\n*]*\*")]
    private static partial Regex Highlight();

    [GeneratedRegex(@"\*\*[^\n*]*\*\*")]
    private static partial Regex DoubleHighlight();

    [GeneratedRegex(
        @"^(?>[ \t]*)(?:\|(?>[ \t]*))?:?-{3,}:?(?>[ \t]*)(?:\|(?>[ \t]*):?-{3,}:?(?>[ \t]*))+(?:\|(?>[ \t]*))?\r?$",
        RegexOptions.Multiline
    )]
    private static partial Regex TableDelimiter();
}
