using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Preferences;

/// <summary>
/// One answer with a verdict, as KTO learns from: TRL's <c>prompt, completion, label</c>, or <c>messages, label</c>; the label is a truth value and becomes
/// <c>feedback.thumb</c>.
/// </summary>
internal sealed class UnpairedDecoder : ElementDecoder
{
    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        var label = RecordFields.Find(element, "label");
        if (!Verdict.IsOne(label))
        {
            return RecordFaults.Invalid("label", "A label is true for a good answer, false for a bad one.");
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        var whole = RecordFields.Has(element, "messages");
        var fault = whole
            ? MessageList.Chat.Read(element.GetProperty("messages"), "messages", messages, ref meta)
            : RecordFields.AddTurns(element, "system", MessageRoles.System, required: false, messages, ref meta, MessageList.Chat)
                ?? RecordFields.AddTurns(element, "prompt", MessageRoles.User, required: true, messages, ref meta, MessageList.Chat)
                ?? RecordFields.AddTurns(
                    element,
                    "completion",
                    MessageRoles.Assistant,
                    required: true,
                    messages,
                    ref meta,
                    MessageList.Chat
                );
        if (fault is { } found)
        {
            return found;
        }

        string[] taken = whole ? ["id", "messages", "label"] : ["id", "system", "prompt", "completion", "label"];
        RecordFields.Keep(element, taken, "", ref meta);
        return SampleReadResult.Of(
            new Sample
            {
                Id = RecordFields.IdOf(element),
                Messages = messages,
                Feedback = Verdict.Feedback(label.GetBoolean()),
                Meta = meta,
            }
        );
    }
}
