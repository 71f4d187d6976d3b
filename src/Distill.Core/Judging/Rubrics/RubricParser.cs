using System.Text.Json;
using Distill.Core.Evaluation;
using Distill.Core.Normalization;

namespace Distill.Core.Judging.Rubrics;

/// <summary>Reads the scores of a rubric. As tolerant as <see cref="JudgeParser"/> of how they are written, and as strict about what counts.</summary>
public static class RubricParser
{
    private static readonly string[] ScoresNames = ["scores", "ratings", "分数", "评分", "得分"];

    /// <summary>The verdict in a judge's text; never throws.</summary>
    /// <param name="text">The judge's answer.</param>
    /// <param name="rubric">The rubric asked for.</param>
    public static RubricVerdict Parse(string? text, Rubric rubric)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Invalid(null, "empty");
        }

        foreach (var candidate in JsonObjectFinder.Find(text).Reverse())
        {
            var scores = Nested(candidate) ?? candidate;
            if (rubric.Dimensions.Any(dimension => Field(scores, dimension.Name) is not null))
            {
                return Read(scores, JudgeParser.Reason(candidate), rubric);
            }
        }

        if (rubric.Dimensions is not [{ Name: var only }])
        {
            return Invalid(null, "no_score");
        }

        var single = JudgeParser.Parse(text, rubric.Scale);
        return single.Score is { } score
            ? new RubricVerdict(new Dictionary<string, int> { [only] = score }, score, single.Reason, null)
            : Invalid(single.Reason, single.Error!);
    }

    private static RubricVerdict Read(JsonElement element, string? reason, Rubric rubric)
    {
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var dimension in rubric.Dimensions)
        {
            if (Field(element, dimension.Name) is not { } text)
            {
                return Invalid(reason, $"{dimension.Name}: missing");
            }

            var verdict = JudgeParser.Score(text, null, rubric.Scale);
            if (verdict.Score is not { } score)
            {
                return Invalid(reason, $"{dimension.Name}: {verdict.Error}");
            }

            scores[dimension.Name] = score;
        }

        return new RubricVerdict(scores, rubric.Overall(scores), reason, null);
    }

    private static JsonElement? Nested(JsonElement element) => Nested(element, ScoresNames);

    /// <summary>The object in the first field with one of these names, or null.</summary>
    internal static JsonElement? Nested(JsonElement element, string[] names)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && names.Contains(property.Name.Trim(), StringComparer.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    // "Instruction Following" and "instruction-following" are the dimension instruction_following.
    internal static string? Field(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (Key(property.Name) == Key(name))
            {
                return property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : property.Value.GetRawText();
            }
        }

        return null;
    }

    private static string Key(string name) => TextKey.Of(name).Replace('-', '_').Replace(' ', '_');

    private static RubricVerdict Invalid(string? reason, string error) => new(new Dictionary<string, int>(), null, reason, error);
}
