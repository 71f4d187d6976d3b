using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Distill.Core.Evaluation;
using Distill.Core.Normalization;

namespace Distill.Core.Judging;

/// <summary>Reads a judge's verdict. Tolerant of how it is written, strict about what counts as a score.</summary>
/// <remarks>
/// Read are, in this order: the field <c>score</c> (or <c>分数</c>, <c>评分</c>, <c>得分</c>) of a JSON object, as a number or a text; a bare number; a number after such a
/// word or before <c>/5</c> or <c>分</c>. Full-width digits count. A number off the scale or not whole is an error: it is neither rounded nor clamped.
/// </remarks>
public static partial class JudgeParser
{
    private static readonly string[] ScoreNames = ["score", "rating", "分数", "评分", "得分"];
    private static readonly string[] ReasonNames = ["reason", "rationale", "explanation", "理由", "原因"];

    /// <summary>The verdict in a judge's text; never throws.</summary>
    /// <param name="text">The judge's answer.</param>
    /// <param name="scale">The scale asked for; <see cref="JudgeScale.Default"/> when null.</param>
    public static JudgeVerdict Parse(string? text, JudgeScale? scale = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new JudgeVerdict(null, null, "empty");
        }

        scale ??= JudgeScale.Default;
        // A judge that thinks aloud, or repeats the form asked for, gives its verdict last.
        foreach (var candidate in JsonObjectFinder.Find(text).Reverse())
        {
            if (Field(candidate, ScoreNames) is { } score)
            {
                return Score(score, Field(candidate, ReasonNames), scale);
            }
        }

        return FromProse(UnicodeNormalizer.Normalize(text, compatible: true), scale);
    }

    /// <summary>The text of the first field with one of these names, or null.</summary>
    internal static string? Field(JsonElement element, string[] names)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (names.Contains(property.Name.Trim(), StringComparer.OrdinalIgnoreCase))
            {
                return property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : property.Value.GetRawText();
            }
        }

        return null;
    }

    private static JudgeVerdict FromProse(string text, JudgeScale scale)
    {
        if (Number().IsMatch(text.Trim()))
        {
            return Score(text, null, scale);
        }

        var scores = Named().Matches(text).Select(match => match.Groups["score"].Value).Distinct(StringComparer.Ordinal).ToList();
        return scores.Count switch
        {
            0 => new JudgeVerdict(null, null, "no_score"),
            1 => Score(scores[0], null, scale),
            _ => new JudgeVerdict(null, null, "several_scores"),
        };
    }

    /// <summary>The judge's reason in a JSON object, or null.</summary>
    internal static string? Reason(JsonElement element) => Field(element, ReasonNames);

    /// <summary>The score that a text holds and nothing else.</summary>
    internal static JudgeVerdict Score(string text, string? reason, JudgeScale scale)
    {
        var match = Number().Match(UnicodeNormalizer.Normalize(text, compatible: true).Trim());
        // "4/10" is on another scale than the one asked for.
        var otherScale = match.Groups["of"] is { Success: true, Value: var of } && of != scale.Max.ToString(CultureInfo.InvariantCulture);
        if (
            !match.Success || !double.TryParse(match.Groups["score"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
        )
        {
            return new JudgeVerdict(null, reason, "not_a_number");
        }

        return otherScale || score < scale.Min || score > scale.Max || score != Math.Floor(score)
            ? new JudgeVerdict(null, reason, "out_of_scale")
            : new JudgeVerdict((int)score, reason, null);
    }

    [GeneratedRegex(@"^(?<score>[+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(?:/\s*(?<of>[0-9]{1,9})|分)?[.。]?$")]
    private static partial Regex Number();

    [GeneratedRegex(
        @"(?:score|rating|分数|评分|得分|打分)[^0-9+\-\n]{0,12}(?<score>[0-9]+(?:\.[0-9]+)?(?:\s*/\s*[0-9]+)?)|(?<![0-9./-])(?<score>[0-9]+(?:\.[0-9]+)?\s*/\s*[0-9]+|[0-9]+(?:\.[0-9]+)?\s*分)(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Named();
}
