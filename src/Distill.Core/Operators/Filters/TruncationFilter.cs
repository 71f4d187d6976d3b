using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>truncation_filter</c>: the model was not cut off, by <c>meta.finish_reason</c>, and where there is none, if wanted, by how the answer ends.</summary>
internal sealed class TruncationFilter(bool readText, int minLength) : IFilter
{
    // The end of the answer, for people.
    private const int Shown = 40;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "truncation_filter",
            OperatorKind.Filter,
            "Drops answers that were cut off: meta.finish_reason is length, or, if wanted, the text breaks off.",
            [
                OperatorParameter.Choice(
                    "without_finish_reason",
                    ["keep", "read_text"],
                    "What becomes of answers without meta.finish_reason: read_text drops those that break off within code or a sentence."
                ),
                OperatorParameter.Integer("min_length", 200, 0, 1_000_000, "Shorter answers may end without a mark, in UTF-16 units."),
            ],
            (arguments, _) =>
                new TruncationFilter(arguments.Choice("without_finish_reason") == "read_text", arguments.Integer("min_length"))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        if (sample.MetaText("finish_reason") is { } reason)
        {
            return IsCut(reason) ? new Drop("truncated", new JsonObject { ["finish_reason"] = reason }) : null;
        }

        return readText && TaughtAnswer.Of(sample) is { } answer ? JudgeText(answer) : null;
    }

    // The spellings of OpenAI, of Anthropic and Bedrock, and of Gemini.
    private static bool IsCut(string reason) => reason is "length" or "max_tokens" or "MAX_TOKENS";

    private Drop? JudgeText(string answer)
    {
        var reason =
            AnswerEnd.LeavesFenceOpen(answer) ? "unclosed_code"
            : AnswerEnd.BreaksOff(answer, minLength) ? "unfinished_sentence"
            : null;
        var end = answer.AsSpan().TrimEnd();
        return reason is null ? null : new Drop(reason, new JsonObject { ["end"] = end[Math.Max(0, end.Length - Shown)..].ToString() });
    }
}
