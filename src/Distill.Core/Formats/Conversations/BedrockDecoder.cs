using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Conversations;

/// <summary>
/// Amazon Bedrock conversations: <c>{"schemaVersion":"bedrock-conversation-2024","system":[{"text":"…"}],"messages":[{"role":"user","content":[{"text":"…"}]}]}</c>.
/// </summary>
internal sealed class BedrockDecoder : ElementDecoder
{
    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        if (
            (
                AddSystem(RecordFields.Find(element, "system"), messages)
                ?? MessageList.Chat.Read(RecordFields.Find(element, "messages"), "messages", messages, ref meta)
            ) is
            { } fault
        )
        {
            return fault;
        }

        RecordFields.Keep(element, ["id", "system", "messages"], "", ref meta);
        return SampleReadResult.Of(
            new Sample
            {
                Id = RecordFields.IdOf(element),
                Messages = messages,
                Meta = meta,
            }
        );
    }

    private static SampleReadResult? AddSystem(JsonElement system, List<Message> messages)
    {
        if (system.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        if (
            system.ValueKind != JsonValueKind.Array
            || system.EnumerateArray().Any(part => RecordFields.Find(part, "text").ValueKind != JsonValueKind.String)
        )
        {
            return RecordFaults.Invalid("system", "A list of {\"text\":\"…\"} is wanted.");
        }

        var text = string.Join('\n', system.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
        if (text.Length > 0)
        {
            messages.Add(Message.System(text));
        }

        return null;
    }
}
