using System.Text.RegularExpressions;

namespace Distill.Core.Evaluation;

/// <summary>The value is what a pattern finds first.</summary>
internal sealed class RegexAnswerExtractor : AnswerExtractor
{
    // The pattern comes from users: one that backtracks without end must cost an answer, not the run.
    private static readonly TimeSpan TimeOut = TimeSpan.FromMilliseconds(250);
    private readonly Regex _pattern;

    public RegexAnswerExtractor(AnswerFormat format)
        : base(format)
    {
        if (string.IsNullOrEmpty(format.Pattern))
        {
            throw new InvalidSettingException("The answer format 'regex' needs 'pattern'.");
        }

        try
        {
            _pattern = new Regex(format.Pattern, RegexOptions.CultureInvariant, TimeOut);
        }
        catch (RegexParseException e)
        {
            throw new InvalidSettingException($"The pattern of the answer format is not a regular expression: {e.Message}", e);
        }
    }

    private protected override ExtractedAnswer Read(string answer)
    {
        try
        {
            var match = _pattern.Match(answer);
            var value = Group(match).Value.Trim();
            return match.Success && value.Length > 0 ? ExtractedAnswer.Of(value) : ExtractedAnswer.Invalid("no_match");
        }
        catch (RegexMatchTimeoutException)
        {
            return ExtractedAnswer.Invalid("regex_timeout");
        }
    }

    private static Group Group(Match match) =>
        match.Groups.TryGetValue("value", out var named) ? named
        : match.Groups.Count > 1 ? match.Groups[1]
        : match;
}
