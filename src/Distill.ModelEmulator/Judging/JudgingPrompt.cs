using System.Text.RegularExpressions;

namespace Distill.ModelEmulator.Judging;

/// <summary>What a judging prompt holds.</summary>
/// <param name="Question">What was asked, or null.</param>
/// <param name="Reference">The right answer, or null.</param>
/// <param name="Answer">The answer to score; null in a comparison.</param>
/// <param name="First">The answer shown first in a comparison: A.</param>
/// <param name="Second">The other: B.</param>
/// <param name="Lowest">Least score of the scale.</param>
/// <param name="Highest">Greatest.</param>
/// <param name="Dimensions">The criteria to score or compare by apart, as the form of the verdict names them; empty for a single verdict.</param>
internal sealed partial record JudgingPrompt(
    string? Question,
    string? Reference,
    string? Answer,
    string? First,
    string? Second,
    int Lowest,
    int Highest,
    IReadOnlyList<string> Dimensions
)
{
    /// <summary>True when there is something to judge.</summary>
    public bool HasAnswer => Answer is not null || (First is not null && Second is not null);

    /// <summary>
    /// Reads the documented form: sections <c>&lt;question&gt;</c>, <c>&lt;reference&gt;</c>, <c>&lt;answer&gt;</c> or <c>&lt;answer_a&gt;</c> and
    /// <c>&lt;answer_b&gt;</c>, as elements or under headings <c>[Question]</c>, <c>【问题】</c> and the like, and a scale such as <c>"score": &lt;1-10&gt;</c>, or else the first <c>1-10</c> or <c>1 to 10</c>.
    /// The form <c>"scores": {"logic": &lt;1-5&gt;, …}</c> asks for several scores, <c>"dimensions": {"logic": "&lt;A, B or same&gt;", …}</c> for several comparisons.
    /// </summary>
    public static JudgingPrompt Read(string prompt)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match element in Elements().Matches(prompt))
        {
            Add(sections, element.Groups["name"].Value, element.Groups["text"].Value);
        }

        if (sections.Count == 0)
        {
            ReadHeadings(prompt, sections);
        }

        var scale = VerdictScale().Matches(prompt).LastOrDefault() ?? Scale().Match(prompt);
        return new JudgingPrompt(
            sections.GetValueOrDefault("question"),
            sections.GetValueOrDefault("reference"),
            sections.GetValueOrDefault("answer"),
            sections.GetValueOrDefault("a"),
            sections.GetValueOrDefault("b"),
            scale.Success ? int.Parse(scale.Groups["low"].Value) : 1,
            scale.Success ? int.Parse(scale.Groups["high"].Value) : 5,
            DimensionsOf(prompt)
        );
    }

    private static List<string> DimensionsOf(string prompt)
    {
        var form = VerdictForm().Matches(prompt).LastOrDefault();
        return form is null
            ? ComparedDimensions(prompt)
            : [.. VerdictScale().Matches(form.Value).Select(dimension => dimension.Groups["name"].Value)];
    }

    private static List<string> ComparedDimensions(string prompt) =>
        ComparisonForm().Matches(prompt).LastOrDefault() is { } form
            ? [.. Choice().Matches(form.Groups["choices"].Value).Select(choice => choice.Groups["name"].Value)]
            : [];

    private static void ReadHeadings(string prompt, Dictionary<string, string> sections)
    {
        var headings = Headings().Matches(prompt);
        for (var i = 0; i < headings.Count; i++)
        {
            var start = headings[i].Index + headings[i].Length;
            var end = i + 1 < headings.Count ? headings[i + 1].Index : prompt.Length;
            Add(sections, headings[i].Groups["name"].Value, prompt[start..end]);
        }
    }

    private static void Add(Dictionary<string, string> sections, string name, string text)
    {
        var folded = name.ToLowerInvariant().Replace('_', ' ').Replace('-', ' ');
        var key = folded switch
        {
            "question" or "prompt" or "input" or "问题" or "提示词" or "用户问题" => "question",
            "reference" or "reference answer" or "reference response" or "参考回复" or "参考答案" or "参考回答" or "标准答案" =>
                "reference",
            _ when folded.EndsWith('a') || folded.EndsWith('1') => "a",
            _ when folded.EndsWith('b') || folded.EndsWith('2') => "b",
            _ => "answer",
        };
        sections[key] = text.Trim();
    }

    private const string Names =
        "question|prompt|input|reference(?:[ _-](?:answer|response))?|(?:answer|response)(?:[ _-]?[ab12])?|问题|提示词|用户问题|参考(?:回复|答案|回答)|标准答案|(?:模型)?(?:回答|回复|答案)\\s?[abAB12]?";

    [GeneratedRegex("<(?<name>" + Names + ")>(?<text>.*?)</\\k<name>>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Elements();

    [GeneratedRegex(
        "^[ \\t]*(?:\\[(?<name>" + Names + ")\\]|【(?<name>" + Names + ")】|#+[ ]*(?<name>" + Names + "))[:：]?",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Headings();

    [GeneratedRegex(@"""(?<name>[^""<>]{1,64})""\s*:\s*<(?<low>\d{1,3})-(?<high>\d{1,3})>")]
    private static partial Regex VerdictScale();

    [GeneratedRegex(@"""dimensions""\s*:\s*\{(?<choices>[^{}]*)\}")]
    private static partial Regex ComparisonForm();

    [GeneratedRegex(@"""(?<name>[^""<>]{1,64})""\s*:\s*""<")]
    private static partial Regex Choice();

    [GeneratedRegex(@"""scores""\s*:\s*\{[^{}]*\}")]
    private static partial Regex VerdictForm();

    [GeneratedRegex(@"(?<![\d.])(?<low>[01])\s*(?:-|–|—|~|～|to|到|至)\s*(?<high>5|10|100)(?!\d|\.\d)")]
    private static partial Regex Scale();
}
