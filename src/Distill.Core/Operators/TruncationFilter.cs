using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary><c>truncation_filter</c>: the model was not cut off; <c>meta.finish_reason</c> says so. A sample without one is kept.</summary>
internal sealed class TruncationFilter : IFilter
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "truncation_filter",
            OperatorKind.Filter,
            "Drops answers that were cut off at the output limit (meta.finish_reason is length).",
            [],
            (_, _) => new TruncationFilter()
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample) =>
        sample.Meta?["finish_reason"] is JsonValue reason
        && reason.GetValueKind() == JsonValueKind.String
        && IsCut(reason.GetValue<string>())
            ? new Drop("truncated", new JsonObject { ["finish_reason"] = reason.GetValue<string>() })
            : null;

    // The spellings of OpenAI and of Anthropic and Bedrock.
    private static bool IsCut(string reason) => reason is "length" or "max_tokens";
}
