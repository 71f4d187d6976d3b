using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary><c>text_length_filter</c>: bounds on the length of prompt and answer, in characters (code points).</summary>
internal sealed class TextLengthFilter(int min, int max, string target) : IFilter
{
    private const int Limit = 10_000_000;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "text_length_filter",
            OperatorKind.Filter,
            "Drops samples whose prompt or answer is too short or too long, in characters.",
            [
                OperatorParameter.Integer("min", 1, 0, Limit, "Fewest characters."),
                OperatorParameter.Integer("max", 100_000, 1, Limit, "Most characters."),
                OperatorParameter.Choice("target", ["both", "prompt", "answer"], "What is measured; each by itself when both."),
            ],
            (arguments, _) => Create(arguments.Integer("min"), arguments.Integer("max"), arguments.Choice("target"))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        var prompt = target == "answer" ? null : Judge("prompt", sample.Prompt.Sum(turn => Length(turn.Content)));
        // A missing answer is answer_present_filter's affair: prompts are cleaned with this operator, too.
        return prompt ?? (target == "prompt" || sample.Answer is not { } answer ? null : Judge("answer", Length(answer)));
    }

    private static TextLengthFilter Create(int min, int max, string target) =>
        min <= max ? new(min, max, target) : throw new InvalidSettingException($"min is {min}, but must not be above max, which is {max}.");

    private static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private Drop? Judge(string part, int length) =>
        length < min ? new Drop($"{part}_too_short", new JsonObject { ["length"] = length, ["min"] = min })
        : length > max ? new Drop($"{part}_too_long", new JsonObject { ["length"] = length, ["max"] = max })
        : null;
}
