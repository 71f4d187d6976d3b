using System.Text.Json.Nodes;
using Distill.Core.Evaluation;

namespace Distill.Core.Operators.Filters;

/// <summary><c>flagged_words_filter</c>: the text has none, or few, of the words of spam, pornography and abuse.</summary>
internal sealed class FlaggedWordsFilter(FlaggedWords words, int max, string target) : PartFilter(Descriptor.Name, target)
{
    // Enough to see what is wrong.
    private const int Shown = 10;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "flagged_words_filter",
            OperatorKind.Filter,
            "Drops texts with words of spam, pornography and abuse, from short lists for Chinese and English and from a list of your own.",
            [
                OperatorParameter.Choices("languages", FlaggedWords.Languages, FlaggedWords.Languages, "The shipped lists that are used."),
                OperatorParameter.Texts("words", "Further words; case does not matter."),
                OperatorParameter.Integer("max", 0, 0, 1_000_000, "Most occurrences."),
                Target("both", "prompt", "answer"),
            ],
            (arguments, _) =>
                Create(arguments.Texts("languages"), arguments.Texts("words"), arguments.Integer("max"), arguments.Choice("target"))
        );

    protected override Drop? Judge(SamplePart part)
    {
        List<string>? found = null;
        for (var i = 0; i < part.Count; i++)
        {
            words.Find(part[i], ref found);
        }

        return found is null || found.Count <= max
            ? null
            : new Drop(
                $"{part.Name}_flagged_words",
                new JsonObject
                {
                    ["words"] = new JsonArray([
                        .. found.Distinct(StringComparer.Ordinal).Take(Shown).Select(word => JsonValue.Create(word)),
                    ]),
                    ["count"] = found.Count,
                    ["max"] = max,
                }
            );
    }

    private static FlaggedWordsFilter Create(IReadOnlyList<string> languages, IReadOnlyList<string> more, int max, string target) =>
        languages.Count + more.Count > 0
            ? new(FlaggedWords.Of(languages, more), max, target)
            : throw new InvalidSettingException(
                "languages and words are both empty, so there is nothing to look for; leave the operator out."
            );
}
