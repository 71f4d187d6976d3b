using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Instructions;

/// <summary>Reads instructions from a sample's <c>meta</c>, where importing IFEval's own file puts them: <c>instruction_id_list</c> and <c>kwargs</c>.</summary>
public static class InstructionFields
{
    /// <summary>The instructions; empty when the sample has no such field.</summary>
    /// <exception cref="InvalidSettingException">The fields do not fit together, or name an unknown type or a wrong argument.</exception>
    public static IReadOnlyList<Instruction> Read(Sample sample)
    {
        if (sample.Meta?["instruction_id_list"] is not { } field)
        {
            return [];
        }

        var ids = field is JsonArray list ? list.Select(Text).ToList() : throw Wrong("instruction_id_list is no list");
        var arguments = sample.Meta["kwargs"] as JsonArray;
        if (arguments is not null && arguments.Count != ids.Count)
        {
            throw Wrong($"instruction_id_list has {ids.Count} entries, but kwargs has {arguments.Count}");
        }

        var instructions = ids.Select(
            (id, i) => new Instruction(id ?? throw Wrong($"instruction_id_list[{i}] is no text"), Given(arguments?[i]))
        );
        List<Instruction> read = [.. instructions];
        read.ForEach(InstructionTypes.Require);
        return read;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    // Some copies of the data give every instruction all arguments, null where they do not apply.
    private static JsonObject Given(JsonNode? node) =>
        node is JsonObject arguments
            ? new JsonObject(
                arguments.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
            )
            : [];

    private static InvalidSettingException Wrong(string message) => new($"The sample's instructions cannot be read: {message}.");
}
