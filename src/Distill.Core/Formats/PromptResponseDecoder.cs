using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>
/// <c>{"prompt":"…","response":"…"}</c> or <c>completion</c>, with optional <c>system</c> and <c>id</c>; both may be lists of messages. Without an answer,
/// or with an empty one, it is a prompt to be asked.
/// </summary>
internal sealed class PromptResponseDecoder : ElementDecoder
{
    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        if (RecordFields.Has(element, "chosen") && RecordFields.Has(element, "rejected"))
        {
            return SampleReadResult.Fault(RejectReasons.WrongShape, "The record has chosen and rejected in place of one answer.", "chosen");
        }

        JsonObject? meta = null;
        var messages = new List<Message>(3);
        var answer = element.TryGetProperty("response", out _) ? "response" : "completion";
        var fault =
            RecordFields.AddTurns(element, "system", MessageRoles.System, required: false, messages, ref meta, MessageList.Chat)
            ?? RecordFields.AddTurns(element, "prompt", MessageRoles.User, required: true, messages, ref meta, MessageList.Chat)
            ?? RecordFields.AddTurns(element, answer, MessageRoles.Assistant, required: false, messages, ref meta, MessageList.Chat);
        if (fault is { } found)
        {
            return found;
        }

        RecordFields.Keep(element, ["id", "system", "prompt", answer], "", ref meta);
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
