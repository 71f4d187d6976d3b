using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Languages;

namespace Distill.Core.Operators.Filters;

/// <summary><c>language_filter</c>: prompt and answer are in one of the allowed languages.</summary>
internal sealed class LanguageFilter(IReadOnlyList<string> allowed, double minShare, bool keepUndetermined, string target)
    : PartFilter(Descriptor.Name, target)
{
    private static readonly string[] Default = ["zh", "en"];

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "language_filter",
            OperatorKind.Filter,
            "Drops texts in a language that is not allowed, told by script and common words.",
            [
                OperatorParameter.Choices("allowed", [.. LanguageIdentifier.Codes], Default, "ISO 639-1 codes of the languages allowed."),
                OperatorParameter.Number(
                    "min_share",
                    0,
                    0,
                    1,
                    "Lowest share of the letters that are in the script of the text's language; a prompt that wants a translation is mixed."
                ),
                OperatorParameter.Choice(
                    "undetermined",
                    ["keep", "drop"],
                    "What becomes of texts whose language cannot be told: numbers, names, a few words."
                ),
                Target("both", "prompt", "answer"),
            ],
            (arguments, _) =>
                Create(
                    arguments.Texts("allowed"),
                    arguments.Number("min_share"),
                    arguments.Choice("undetermined") == "keep",
                    arguments.Choice("target")
                )
        );

    protected override Drop? Judge(SamplePart part)
    {
        var guess = LanguageIdentifier.Identify(part.Text());
        if (!guess.IsDetermined)
        {
            return keepUndetermined ? null : new Drop($"{part.Name}_language_undetermined", new JsonObject { ["letters"] = guess.Letters });
        }

        return !allowed.Contains(guess.Code, StringComparer.Ordinal) ? new Drop($"{part.Name}_language_not_allowed", Detail(guess))
            : guess.Share < minShare ? new Drop($"{part.Name}_languages_mixed", Detail(guess))
            : null;
    }

    private static LanguageFilter Create(IReadOnlyList<string> allowed, double minShare, bool keepUndetermined, string target) =>
        allowed.Count > 0
            ? new(allowed, minShare, keepUndetermined, target)
            : throw new InvalidSettingException("allowed is empty, so nothing would be kept; name a language, for example zh.");

    private static JsonObject Detail(LanguageGuess guess) => new() { ["language"] = guess.Code, ["share"] = Math.Round(guess.Share, 3) };
}
