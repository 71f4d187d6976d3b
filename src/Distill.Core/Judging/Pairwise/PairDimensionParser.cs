using Distill.Core.Evaluation;
using Distill.Core.Judging.Rubrics;

namespace Distill.Core.Judging.Pairwise;

/// <summary>Reads the verdicts by dimension of a comparison, beside the one on the whole.</summary>
/// <remarks>
/// They stand in the field <c>dimensions</c> (or <c>criteria</c>, <c>verdicts</c>, <c>维度</c> and the like) of the last JSON object that names one, or in the object itself; each is a
/// word as <see cref="PairVerdictParser.Token"/> reads it, or an object with a winner. What is missing or says no such word is left out: it counts as invalid for that dimension alone.
/// </remarks>
public static class PairDimensionParser
{
    private static readonly string[] DimensionsNames = ["dimensions", "criteria", "verdicts", "by_dimension", "维度", "各维度", "标准"];

    /// <summary>The verdict on the whole and by dimension; never throws.</summary>
    /// <param name="text">The judge's answer.</param>
    /// <param name="dimensions">The dimensions asked for; empty reads the whole only.</param>
    public static PairVerdict Parse(string? text, IReadOnlyList<RubricDimension> dimensions)
    {
        var verdict = PairVerdictParser.Parse(text);
        return dimensions.Count == 0 || string.IsNullOrWhiteSpace(text) ? verdict : verdict with { Dimensions = Read(text, dimensions) };
    }

    private static Dictionary<string, PairPreference> Read(string text, IReadOnlyList<RubricDimension> dimensions)
    {
        foreach (var candidate in JsonObjectFinder.Find(text).Reverse())
        {
            var verdicts = RubricParser.Nested(candidate, DimensionsNames) ?? candidate;
            if (dimensions.Any(dimension => RubricParser.Field(verdicts, dimension.Name) is not null))
            {
                return dimensions
                    .Select(dimension => (dimension.Name, Preference: Preference(RubricParser.Field(verdicts, dimension.Name))))
                    .Where(read => read.Preference is not null)
                    .ToDictionary(read => read.Name, read => read.Preference!.Value, StringComparer.Ordinal);
            }
        }

        return [];
    }

    private static PairPreference? Preference(string? said) =>
        said is null ? null
        : said.AsSpan().TrimStart().StartsWith('{') ? PairVerdictParser.Parse(said).Preference
        : PairVerdictParser.Token(said);
}
