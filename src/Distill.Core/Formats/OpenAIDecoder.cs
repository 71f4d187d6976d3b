using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>
/// OpenAI chat fine-tuning. Fields of a message besides role and content (<c>weight</c>, <c>name</c>, <c>tool_calls</c> …) are kept as
/// <c>meta["messages[i].name"]</c>, fields of the record (<c>tools</c> …) as <c>meta.name</c>.
/// </summary>
internal sealed class OpenAIDecoder : ElementDecoder
{
    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        if (MessageList.Chat.Read(RecordFields.Find(element, "messages"), "messages", messages, ref meta) is { } fault)
        {
            return fault;
        }

        RecordFields.Keep(element, ["id", "messages"], "", ref meta);
        return SampleReadResult.Of(
            new Sample
            {
                Id = RecordFields.IdOf(element),
                Messages = messages,
                Meta = meta,
            }
        );
    }
}
