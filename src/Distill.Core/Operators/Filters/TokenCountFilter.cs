using System.Text.Json.Nodes;
using Distill.Core.Languages;

namespace Distill.Core.Operators.Filters;

/// <summary><c>token_count_filter</c>: bounds on the tokens of prompt and answer, by o200k.</summary>
internal sealed class TokenCountFilter(int min, int max, string target) : PartFilter(Descriptor.Name, target)
{
    private const int Limit = 2_000_000;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "token_count_filter",
            OperatorKind.Filter,
            "Drops samples whose prompt or answer has too few or too many tokens of o200k_base, the vocabulary of GPT-4o and later.",
            [
                OperatorParameter.Integer("min", 1, 0, Limit, "Fewest tokens."),
                OperatorParameter.Integer("max", 8192, 1, Limit, "Most tokens."),
                Target("both", "prompt", "answer"),
            ],
            (arguments, _) => Create(arguments.Integer("min"), arguments.Integer("max"), arguments.Choice("target"))
        );

    protected override Drop? Judge(SamplePart part)
    {
        var (fewest, most) = Bounds(part);
        if (fewest >= min && most <= max)
        {
            return null;
        }

        if (fewest > max)
        {
            return new Drop($"{part.Name}_too_many_tokens", new JsonObject { ["tokens_at_least"] = fewest, ["max"] = max });
        }

        var texts = Enumerable.Range(0, part.Count).Select(i => part[i]);
        if (fewest < min && texts.Sum(text => TokenCount.Of(text)) is var few && few < min)
        {
            return new Drop($"{part.Name}_too_few_tokens", new JsonObject { ["tokens"] = few, ["min"] = min });
        }

        return TokenCount.IsWithin(texts, max, out var tokens)
            ? null
            : new Drop($"{part.Name}_too_many_tokens", new JsonObject { ["tokens"] = tokens, ["max"] = max });
    }

    private static TokenCountFilter Create(int min, int max, string target)
    {
        RequireOrder(min, max);
        return new(min, max, target);
    }

    private static (int Fewest, int Most) Bounds(SamplePart part)
    {
        var (fewest, most) = (0, 0);
        for (var i = 0; i < part.Count; i++)
        {
            var bounds = TokenCount.Bounds(part[i]);
            fewest += bounds.Fewest;
            most += bounds.Most;
        }

        return (fewest, most);
    }
}
