using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Preferences;

/// <summary>
/// Pairs of answers: TRL's <c>prompt, chosen, rejected</c> as texts or message lists, its form without a prompt (both continuations hold it),
/// <c>chosen_messages, rejected_messages</c> of LLaMA-Factory 1.0, and OpenAI's <c>input.messages, preferred_output, non_preferred_output</c>.
/// </summary>
internal sealed class PreferenceDecoder : ElementDecoder
{
    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        if (PreferenceFields.Find(element) is not { } fields)
        {
            var missing = RecordFields.Has(element, "chosen") ? "rejected" : "chosen";
            return RecordFaults.Missing(missing, $"The answer '{missing}'");
        }

        JsonObject? meta = null;
        var prompt = new List<Message>();
        var chosen = new List<Message>();
        var rejected = new List<Message>();
        var fault =
            RecordFields.AddTurns(element, "system", MessageRoles.System, required: false, prompt, ref meta, MessageList.Chat)
            ?? AddPrompt(element, fields.Prompt, prompt, ref meta)
            ?? RecordFields.AddTurns(element, fields.Chosen, MessageRoles.Assistant, required: true, chosen, ref meta, MessageList.Chat)
            ?? RecordFields.AddTurns(
                element,
                fields.Rejected,
                MessageRoles.Assistant,
                required: true,
                rejected,
                ref meta,
                MessageList.Chat
            );
        if (fault is { } found)
        {
            return found;
        }

        RecordFields.Keep(element, ["id", "system", fields.Prompt, fields.Chosen, fields.Rejected], "", ref meta);
        return PreferenceSample.Build(RecordFields.IdOf(element), prompt, chosen, rejected, meta);
    }

    private static SampleReadResult? AddPrompt(JsonElement record, string field, List<Message> into, ref JsonObject? meta)
    {
        var value = RecordFields.Find(record, field);
        if (!RecordFields.Has(value, "messages"))
        {
            return RecordFields.AddTurns(record, field, MessageRoles.User, required: false, into, ref meta, MessageList.Chat);
        }

        RecordFields.Keep(value, ["messages"], field + ".", ref meta);
        return MessageList.Chat.Read(RecordFields.Find(value, "messages"), field + ".messages", into, ref meta);
    }
}
