using System.Text.RegularExpressions;
using Distill.Core.Evaluation;
using Distill.Core.Normalization;

namespace Distill.Core.Judging.Pairwise;

/// <summary>Reads which of two answers a judge prefers. Tolerant of how it is written; what it cannot tell for sure is an error, never a tie.</summary>
/// <remarks>
/// Read are, in this order: the field <c>winner</c> (or <c>verdict</c>, <c>preference</c>, <c>better</c>, <c>结论</c> and the like) of the last JSON object that has one; the last
/// verdict in double brackets, as in MT-Bench (<c>[[A]]</c>, <c>[[C]]</c> is a tie) and Arena-Hard (<c>[[A>>B]]</c>); a text that is nothing but a verdict;
/// phrases such as "winner: A", "Answer B is better", "回答A更好", "平局". Full-width letters count.
/// </remarks>
public static partial class PairVerdictParser
{
    private static readonly string[] WinnerNames =
    [
        "winner",
        "verdict",
        "preference",
        "preferred",
        "better",
        "better_answer",
        "choice",
        "judgement",
        "judgment",
        "result",
        "answer",
        "胜者",
        "获胜者",
        "结论",
        "更好",
        "更优",
        "选择",
        "判断",
        "结果",
    ];

    /// <summary>The verdict in a judge's text; never throws.</summary>
    /// <param name="text">The judge's answer.</param>
    public static PairVerdict Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new PairVerdict(null, null, "empty");
        }

        // A judge that thinks aloud, or repeats the form asked for, gives its verdict last.
        foreach (var candidate in JsonObjectFinder.Find(text).Reverse())
        {
            if (JudgeParser.Field(candidate, WinnerNames) is { } winner)
            {
                var preference = Token(winner);
                return new PairVerdict(preference, JudgeParser.Reason(candidate), preference is null ? "unknown_verdict" : null);
            }
        }

        var key = TextKey.Of(text);
        if (Bracketed().Matches(key) is [.., var last])
        {
            return Token(last.Groups["verdict"].Value) is { } preference
                ? new PairVerdict(preference, null, null)
                : new PairVerdict(null, null, "unknown_verdict");
        }

        return Token(key) is { } whole ? new PairVerdict(whole, null, null) : FromProse(key);
    }

    /// <summary>The preference that a single word or short form names, by place: <c>A</c>, <c>answer_b</c>, <c>first</c>, <c>tie</c>, <c>A&gt;B</c>, <c>相同</c>; null when it names none.</summary>
    public static PairPreference? Token(string? text) =>
        Bare(text) switch
        {
            "a" or "1" or "first" or "one" or "a>b" or "a>>b" or "第一个" or "前者" or "甲" => PairPreference.First,
            "b" or "2" or "second" or "two" or "b>a" or "b>>a" or "a<b" or "a<<b" or "第二个" or "后者" or "乙" => PairPreference.Second,
            "c"
            or "tie"
            or "tied"
            or "same"
            or "draw"
            or "equal"
            or "equally good"
            or "equally bad"
            or "both"
            or "neither"
            or "none"
            or "a=b"
            or "b=a"
            or "a==b"
            or "both good"
            or "both bad"
            or "both equal"
            or "no difference"
            or "tie (bothbad)"
            or "相同"
            or "平局"
            or "一样"
            or "同样"
            or "持平"
            or "平手"
            or "相当"
            or "差不多"
            or "一样好"
            or "同样好"
            or "无差别" => PairPreference.Same,
            _ => null,
        };

    // What is left of "**Answer A is better.**" or "回答A更好" once the words around the name are gone.
    private static string Bare(string? text)
    {
        var key = TextKey.Of(text ?? "").Trim(' ', '.', '。', '!', '"', '\'', '*', '`', '[', ']', '(', ')', '“', '”', '_', '#');
        var match = Named().Match(key);
        return match.Success ? match.Groups["name"].Value : key;
    }

    private static PairVerdict FromProse(string key)
    {
        var found = Phrases()
            .Matches(key)
            .Select(match => match.Groups["tie"].Success ? PairPreference.Same : Token(match.Groups["name"].Value))
            .OfType<PairPreference>()
            .Distinct()
            .ToList();
        return found.Count switch
        {
            0 => new PairVerdict(null, null, "no_verdict"),
            1 => new PairVerdict(found[0], null, null),
            _ => new PairVerdict(null, null, "several_verdicts"),
        };
    }

    [GeneratedRegex(@"\[\[\s*(?<verdict>[^\[\]]{1,20}?)\s*\]\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"^(?:the )?(?:answer|response|assistant|model|option|candidate|output|回答|回复|答案|助手|模型|选项)[ _-]?(?<name>[ab12])(?: is better| wins|\s?更好|\s?更优|\s?胜出?)?$|^(?<name>[ab])(?: is better| wins|\s?更好|\s?更优|\s?胜出?)$"
    )]
    private static partial Regex Named();

    [GeneratedRegex(
        @"(?:winner|verdict|preference|better (?:answer|response|assistant|one)|胜者|结论|更好的(?:回答|回复|答案)?)(?: is)?\W{0,6}(?:is |是|为)?\W{0,4}(?:the )?(?:answer|response|assistant|model|option|回答|回复|答案|助手)?[ _-]?(?<name>[ab12]|tie|same|draw|平局|相同)(?![a-z0-9])"
            + @"|(?<![a-z0-9])(?:answer|response|assistant|model|option)?[ _-]?(?<name>[ab])\W{0,3} (?:is (?:clearly |slightly |much )?(?:the )?(?:better|superior)|wins)(?![a-z])"
            + @"|(?:回答|回复|答案|助手|模型|选项)?\s?(?<name>[ab])\W{0,3}\s?(?:明显|略|稍)?(?:更好|更优|更佳|胜出|优于)"
            + @"|(?<tie>(?<!not )(?:it'?s|is|it is|call it) a (?:tie|draw)|(?<!not )equally (?:good|bad|well)|(?<!不是)平局|不分上下|不相上下|同样好|同样差|一样好|一样差)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Phrases();
}
