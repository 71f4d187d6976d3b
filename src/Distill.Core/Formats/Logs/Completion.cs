using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Logs;

/// <summary>Reads the answer of a completion: <c>choices[0].message</c> of OpenAI and its kin, <c>result</c> of Qianfan.</summary>
internal static class Completion
{
    /// <summary>Adds the answer; further choices and all else of the body are kept under <c>meta</c>.</summary>
    /// <param name="body">The response's body.</param>
    /// <param name="field">Its path, for faults and meta.</param>
    /// <param name="messages">Where the answer goes.</param>
    /// <param name="meta">Where the rest goes: <c>model</c> and <c>usage</c> by those names, others with the path before.</param>
    public static SampleReadResult? Read(JsonElement body, string field, List<Message> messages, ref JsonObject? meta)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return RecordFaults.Missing(field, "The response, a JSON object,");
        }

        RecordFields.Keep(body, ["choices", "result", "model", "usage"], field + ".", ref meta);
        Name(body, "model", ref meta);
        Name(body, "usage", ref meta);
        if (RecordFields.Find(body, "result") is { ValueKind: JsonValueKind.String } result)
        {
            messages.Add(Message.Assistant(result.GetString()!));
            return null;
        }

        var choices = RecordFields.Find(body, "choices");
        if (choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
        {
            return RecordFaults.Missing(field, "The answer (result, or choices[0].message.content)");
        }

        RecordFields.Keep(choices[0], ["index", "message"], $"{field}.choices[0].", ref meta);
        if (choices.GetArrayLength() > 1)
        {
            (meta ??= [])[$"{field}.choices"] = JsonNodes.Of(choices);
        }

        return MessageList.Chat.ReadOne(RecordFields.Find(choices[0], "message"), $"{field}.choices[0].message", messages, ref meta);
    }

    private static void Name(JsonElement body, string name, ref JsonObject? meta)
    {
        if (RecordFields.Has(body, name))
        {
            (meta ??= [])[name] = JsonNodes.Of(body.GetProperty(name));
        }
    }
}
