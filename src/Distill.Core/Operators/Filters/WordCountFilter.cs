using System.Text.Json.Nodes;
using Distill.Core.Languages;

namespace Distill.Core.Operators.Filters;

/// <summary><c>word_count_filter</c>: bounds on the words of prompt and answer; a Chinese character is a word.</summary>
internal sealed class WordCountFilter(int min, int max, string target) : PartFilter(Descriptor.Name, target)
{
    private const int Limit = 10_000_000;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "word_count_filter",
            OperatorKind.Filter,
            "Drops samples whose prompt or answer has too few or too many words; each Chinese or Japanese character is a word.",
            [
                OperatorParameter.Integer("min", 1, 0, Limit, "Fewest words."),
                OperatorParameter.Integer("max", 50_000, 1, Limit, "Most words."),
                Target("both", "prompt", "answer"),
            ],
            (arguments, _) => Create(arguments.Integer("min"), arguments.Integer("max"), arguments.Choice("target"))
        );

    protected override Drop? Judge(SamplePart part)
    {
        // A text has no more words than units, so a short one needs no counting beyond the minimum.
        var words = Count(part, part.Units() <= max ? min : int.MaxValue);
        return words < min ? new Drop($"{part.Name}_too_few_words", new JsonObject { ["words"] = words, ["min"] = min })
            : words > max ? new Drop($"{part.Name}_too_many_words", new JsonObject { ["words"] = words, ["max"] = max })
            : null;
    }

    private static WordCountFilter Create(int min, int max, string target)
    {
        RequireOrder(min, max);
        return new(min, max, target);
    }

    private static int Count(SamplePart part, int enough)
    {
        var words = 0;
        for (var i = 0; i < part.Count && words < enough; i++)
        {
            words += WordCount.Of(part[i], enough - words);
        }

        return words;
    }
}
