using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>
/// OpenAI chat fine-tuning: <c>{"messages":[…]}</c>. What its reader kept of a message (<c>weight</c>, <c>tool_calls</c> …) and of the record (<c>tools</c>,
/// <c>parallel_tool_calls</c>, <c>functions</c>) goes back to its place. A preference sample is written with its chosen answer.
/// </summary>
internal sealed class OpenAIEncoder : SampleEncoder
{
    private static readonly string[] RecordFields = ["tools", "parallel_tool_calls", "functions"];

    // The fields that the API takes in a message besides role and content, and whose they are: an operator may have moved turns since they were read.
    private static readonly (string Name, string? Role)[] MessageFields =
    [
        ("name", null),
        ("weight", MessageRoles.Assistant),
        ("tool_calls", MessageRoles.Assistant),
        ("function_call", MessageRoles.Assistant),
        ("refusal", MessageRoles.Assistant),
        ("tool_call_id", MessageRoles.Tool),
    ];

    public override string? Refusal(Sample sample) => null;

    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss)
    {
        json.WriteStartObject();
        json.WriteStartArray("messages");
        var index = 0;
        foreach (var message in sample.Messages.Concat(sample.Chosen ?? []))
        {
            WriteMessage(json, message, FieldsOf(sample, message, index++));
        }

        json.WriteEndArray();
        foreach (var name in RecordFields)
        {
            if (sample.Meta?[name] is { } value)
            {
                json.WritePropertyName(name);
                WriteNode(json, value);
            }
        }

        json.WriteEndObject();
        loss.Note(sample, CarriedParts.Answer, name => RecordFields.Contains(name) || IsMessageField(sample, name));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>>? FieldsOf(Sample sample, Message message, int index)
    {
        if (sample.Meta is not { } meta)
        {
            return null;
        }

        var prefix = string.Create(CultureInfo.InvariantCulture, $"messages[{index}].");
        return MessageFields
            .Where(field => (field.Role ?? message.Role) == message.Role && meta.ContainsKey(prefix + field.Name))
            .Select(field => KeyValuePair.Create(field.Name, meta[prefix + field.Name]));
    }

    private static bool IsMessageField(Sample sample, string name)
    {
        const string Prefix = "messages[";
        var close = name.IndexOf("].", StringComparison.Ordinal);
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && close > 0
            && int.TryParse(
                name.AsSpan(Prefix.Length, close - Prefix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var index
            )
            && index < sample.Messages.Count
            && MessageFields.Any(field =>
                field.Name == name[(close + 2)..] && (field.Role ?? sample.Messages[index].Role) == sample.Messages[index].Role
            );
    }
}
