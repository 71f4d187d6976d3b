using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Logs;

/// <summary>A request of an OpenAI batch: <c>{"custom_id":"…","method":"POST","url":"/v1/chat/completions","body":{"model":"…","messages":[…]}}</c>.</summary>
internal sealed class BatchInputDecoder : ElementDecoder
{
    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        if (RecordFields.IdOf(element, "custom_id") is not { Length: > 0 } id)
        {
            return RecordFaults.Missing("custom_id", "The id of the request");
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        var body = RecordFields.Find(element, "body");
        if (MessageList.Chat.Read(RecordFields.Find(body, "messages"), "body.messages", messages, ref meta) is { } fault)
        {
            return fault;
        }

        RecordFields.Keep(body, ["messages"], "body.", ref meta);
        RecordFields.Keep(element, ["custom_id", "body"], "", ref meta);
        return SampleReadResult.Of(
            new Sample
            {
                Id = id,
                Messages = messages,
                Meta = meta,
            }
        );
    }
}
