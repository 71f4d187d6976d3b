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
    public override SampleReadResult Decode(ReadOnlyMemory<byte> json)
    {
        // The plain form, in which all is id, role and content, is read in one pass; whatever is in its way is told by the long way round.
        var parser = new SampleParser(json.Span, idRequired: false, chat: true);
        var result = parser.Parse();
        return result.IsSample && !parser.HasUnknown ? result : base.Decode(json);
    }

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
