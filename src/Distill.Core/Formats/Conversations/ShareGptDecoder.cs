using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Conversations;

/// <summary>
/// ShareGPT: <c>{"conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}</c>, with optional <c>system</c>; <c>chosen</c> and
/// <c>rejected</c>, one message each, make it a preference; a truth value as <c>label</c> a verdict. <c>dataset_info.json</c> may name all of it otherwise.
/// </summary>
internal sealed class ShareGptDecoder : LlamaFactoryDecoder
{
    private readonly string conversation;

    /// <summary>A decoder.</summary>
    /// <param name="info">What dataset_info.json says; null for the usual names.</param>
    public ShareGptDecoder(LlamaFactoryDataset? info = null)
        : base(info, new MessageList(Tags(info)))
    {
        conversation = Column(info, "messages", "conversations");
        PromptFields = [conversation];
    }

    protected override IReadOnlyList<string> PromptFields { get; }

    protected override string? AnswerField => null;

    protected override SampleReadResult? AddPrompt(JsonElement element, List<Message> messages, ref JsonObject? meta) =>
        Reader.Read(RecordFields.Find(element, conversation), conversation, messages, ref meta);

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
