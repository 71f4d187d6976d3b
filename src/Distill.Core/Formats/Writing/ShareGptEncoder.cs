using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>ShareGPT: <c>conversations</c> of <c>from</c> and <c>value</c>, as LLaMA-Factory reads it, with chosen and rejected messages for pairs.</summary>
internal sealed class ShareGptEncoder : LlamaFactoryEncoder
{
    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss)
    {
        json.WriteStartObject();
        json.WriteString("id", sample.Id);
        json.WriteStartArray("conversations");
        var index = 0;
        foreach (var message in sample.Messages)
        {
            WriteTurn(json, message, (string?)sample.Meta?[$"conversations[{index++}].from"]);
        }

        json.WriteEndArray();
        if (Kind == DatasetKind.Pairs)
        {
            json.WritePropertyName("chosen");
            WriteTurn(json, sample.Chosen![0], null);
            json.WritePropertyName("rejected");
            WriteTurn(json, sample.Rejected![0], null);
        }

        WriteVerdict(json, sample);
        if (sample.Meta?["tools"] is { } tools)
        {
            json.WritePropertyName("tools");
            WriteNode(json, tools);
        }

        json.WriteEndObject();
        loss.Note(
            sample,
            Carried | CarriedParts.Id,
            name =>
                name == "tools"
                || (name.StartsWith("conversations[", StringComparison.Ordinal) && name.EndsWith("].from", StringComparison.Ordinal))
        );
    }

    public override void WriteInfo(Utf8JsonWriter json)
    {
        json.WriteString("formatting", "sharegpt");
        if (Kind == DatasetKind.Pairs)
        {
            json.WriteBoolean("ranking", true);
        }

        json.WriteStartObject("columns");
        json.WriteString("messages", "conversations");
        WriteKindColumns(json);
        json.WriteEndObject();
        // Without tags LLaMA-Factory takes "system" in the list for an unknown role.
        json.WriteStartObject("tags");
        json.WriteString("role_tag", "from");
        json.WriteString("content_tag", "value");
        json.WriteString("user_tag", "human");
        json.WriteString("assistant_tag", "gpt");
        json.WriteString("observation_tag", "observation");
        json.WriteString("function_tag", "function_call");
        json.WriteString("system_tag", "system");
        json.WriteEndObject();
    }

    protected override string? Unfit(Sample sample) =>
        sample.Chosen is { Count: not 1 } || sample.Rejected is { Count: not 1 } ? "chosen or rejected is not one message" : null;

    private static void WriteTurn(Utf8JsonWriter json, Message message, string? from)
    {
        json.WriteStartObject();
        json.WriteString(
            "from",
            from
                ?? message.Role switch
                {
                    MessageRoles.User => "human",
                    MessageRoles.Assistant => "gpt",
                    MessageRoles.Tool => "observation",
                    _ => message.Role,
                }
        );
        json.WriteString("value", message.Content);
        json.WriteEndObject();
    }
}
