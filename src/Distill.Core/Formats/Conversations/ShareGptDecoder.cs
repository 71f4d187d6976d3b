using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Formats.Preferences;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Conversations;

/// <summary>
/// ShareGPT: <c>{"conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}</c>, with optional <c>system</c>; <c>chosen</c> and
/// <c>rejected</c>, one message each, make it a preference; a truth value as <c>label</c> a verdict. <c>dataset_info.json</c> may name all of it otherwise.
/// </summary>
internal sealed class ShareGptDecoder : ElementDecoder
{
    private readonly MessageList reader;
    private readonly string conversation;
    private readonly string system;
    private readonly string chosen;
    private readonly string rejected;
    private readonly string label;

    /// <summary>A decoder.</summary>
    /// <param name="info">What dataset_info.json says; null for the usual names.</param>
    public ShareGptDecoder(LlamaFactoryDataset? info = null)
    {
        string Column(string part, string usual) => info?.Columns.GetValueOrDefault(part) ?? usual;
        conversation = Column("messages", "conversations");
        system = Column("system", "system");
        chosen = Column("chosen", "chosen");
        rejected = Column("rejected", "rejected");
        label = Column("kto_tag", "label");
        reader = new MessageList(Tags(info));
    }

    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        var fault =
            RecordFields.AddTurns(element, system, MessageRoles.System, required: false, messages, ref meta, reader)
            ?? reader.Read(RecordFields.Find(element, conversation), conversation, messages, ref meta);
        if (fault is { } found)
        {
            return found;
        }

        return RecordFields.Has(element, chosen) || RecordFields.Has(element, rejected)
            ? Pair(element, messages, meta)
            : One(element, messages, meta);
    }

    private SampleReadResult One(JsonElement element, List<Message> messages, JsonObject? meta)
    {
        var verdict = RecordFields.Find(element, label);
        var judged = Verdict.IsOne(verdict);
        string[] taken = judged ? ["id", system, conversation, label] : ["id", system, conversation];
        RecordFields.Keep(element, taken, "", ref meta);
        return SampleReadResult.Of(
            new Sample
            {
                Id = RecordFields.IdOf(element),
                Messages = messages,
                Feedback = judged ? Verdict.Feedback(verdict.GetBoolean()) : null,
                Meta = meta,
            }
        );
    }

    private SampleReadResult Pair(JsonElement element, List<Message> messages, JsonObject? meta)
    {
        var better = new List<Message>();
        var worse = new List<Message>();
        var fault =
            RecordFields.AddTurns(element, chosen, MessageRoles.Assistant, required: true, better, ref meta, reader)
            ?? RecordFields.AddTurns(element, rejected, MessageRoles.Assistant, required: true, worse, ref meta, reader);
        if (fault is { } found)
        {
            return found;
        }

        RecordFields.Keep(element, ["id", system, conversation, chosen, rejected], "", ref meta);
        return PreferenceSample.Build(RecordFields.IdOf(element), messages, better, worse, meta);
    }

    private static MessageTags Tags(LlamaFactoryDataset? info)
    {
        if (info is null || info.Tags.Count == 0)
        {
            return MessageTags.ShareGpt;
        }

        var roles = new Dictionary<string, string>(MessageTags.ShareGpt.Roles, StringComparer.Ordinal);
        void Add(string tag, string role)
        {
            if (info.Tags.TryGetValue(tag, out var name))
            {
                roles[name] = role;
            }
        }

        Add("user_tag", MessageRoles.User);
        Add("assistant_tag", MessageRoles.Assistant);
        Add("system_tag", MessageRoles.System);
        Add("observation_tag", MessageRoles.Tool);
        Add("function_tag", MessageRoles.Assistant);
        return new MessageTags
        {
            Role = info.Tags.GetValueOrDefault("role_tag") ?? MessageTags.ShareGpt.Role,
            Content = info.Tags.GetValueOrDefault("content_tag") ?? MessageTags.ShareGpt.Content,
            Roles = roles,
        };
    }
}
