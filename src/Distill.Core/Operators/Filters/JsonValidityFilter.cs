using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Instructions;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>json_validity_filter</c>: the answer is JSON by RFC 8259.</summary>
internal sealed class JsonValidityFilter(string root, bool allowFence) : IFilter
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "json_validity_filter",
            OperatorKind.Filter,
            "Drops answers that are not JSON (RFC 8259), with line and position of the fault.",
            [
                OperatorParameter.Choice("root", ["object_or_array", "object", "array", "any"], "What the JSON must be at its top."),
                OperatorParameter.Boolean("allow_fence", true, "Whether one code fence may stand around all of it."),
            ],
            (arguments, _) => new JsonValidityFilter(arguments.Choice("root"), arguments.Boolean("allow_fence"))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        if (TaughtAnswer.Of(sample) is not { } answer)
        {
            return null;
        }

        var text = allowFence ? JsonAnswer.Unfence(answer) : answer.AsSpan().Trim();
        return JsonAnswer.Parse(text, out var problem) is not { } element ? new Drop("not_json", new JsonObject { ["problem"] = problem })
            : IsRoot(element.ValueKind) ? null
            : new Drop("wrong_json_root", new JsonObject { ["root"] = element.ValueKind.ToString().ToLowerInvariant(), ["wanted"] = root });
    }

    private bool IsRoot(JsonValueKind kind) =>
        root switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "object_or_array" => kind is JsonValueKind.Object or JsonValueKind.Array,
            _ => true,
        };
}
