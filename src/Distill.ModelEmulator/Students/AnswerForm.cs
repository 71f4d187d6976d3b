using System.Text.RegularExpressions;

namespace Distill.ModelEmulator.Students;

/// <summary>The answers a prompt offers, and the form it wants them in.</summary>
/// <param name="Before">What comes before the chosen option in the answer.</param>
/// <param name="Options">The options.</param>
/// <param name="After">What comes after it.</param>
internal sealed partial record AnswerForm(string Before, string[] Options, string After)
{
    /// <summary>The answer with one of the options.</summary>
    public string Answer(int option) => Before + Options[option] + After;

    /// <summary>
    /// The last list of options in a prompt: <c>a|b|c</c>, <c>one of: a, b, c</c> or <c>其中之一：a、b、c</c>. A list inside a code fence or inside braces
    /// takes that as the form. Null when there is none.
    /// </summary>
    public static AnswerForm? Find(string prompt)
    {
        var match = Bars().Matches(prompt).LastOrDefault();
        if (match is not null)
        {
            return Frame(prompt, match) with { Options = Split(match.Value, '|') };
        }

        match = Lists().Matches(prompt).LastOrDefault();
        return match is null ? null : new AnswerForm("", Split(match.Groups["options"].Value, ',', '，', '、', ';', '/'), "");
    }

    private static AnswerForm Frame(string prompt, Match options)
    {
        var end = options.Index + options.Length;
        var (start, stop) = (
            prompt.LastIndexOf("```", options.Index, StringComparison.Ordinal),
            prompt.IndexOf("```", end, StringComparison.Ordinal)
        );
        if (start >= 0 && stop >= 0)
        {
            return new AnswerForm(prompt[start..options.Index], [], prompt[end..(stop + 3)]);
        }

        start = prompt.LastIndexOf('{', options.Index);
        stop = prompt.IndexOf('}', end);
        return start >= 0 && stop >= 0 && !prompt[start..stop].Contains('\n', StringComparison.Ordinal)
            ? new AnswerForm(prompt[start..options.Index], [], prompt[end..(stop + 1)])
            : new AnswerForm("", [], "");
    }

    private static string[] Split(string list, params char[] separators) =>
        list.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"[\p{L}\p{N}_\-]+(?:[ ]?\|[ ]?[\p{L}\p{N}_\-]+)+")]
    private static partial Regex Bars();

    [GeneratedRegex(
        @"(?:one of|either|options?|categories|classes|labels|之一|选项|类别|分类|标签)[^\n:：]{0,40}[:：]\s*(?<options>[\p{L}\p{N}_\- ]+(?:[,，、;/]\s*[\p{L}\p{N}_\- ]+)+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Lists();
}
