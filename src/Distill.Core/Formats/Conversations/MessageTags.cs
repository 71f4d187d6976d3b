using Distill.Core.Samples;

namespace Distill.Core.Formats.Conversations;

/// <summary>How a format names the parts of a message. Immutable.</summary>
internal sealed record MessageTags
{
    /// <summary><c>{"role":"user","content":"…"}</c>, as OpenAI and most others write.</summary>
    public static MessageTags Chat { get; } = new();

    /// <summary><c>{"from":"human","value":"…"}</c>, as ShareGPT writes, with the role names seen in its collections.</summary>
    public static MessageTags ShareGpt { get; } =
        new()
        {
            Role = "from",
            Content = "value",
            Roles = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["human"] = MessageRoles.User,
                ["gpt"] = MessageRoles.Assistant,
                ["chatgpt"] = MessageRoles.Assistant,
                ["bing"] = MessageRoles.Assistant,
                ["bard"] = MessageRoles.Assistant,
                ["model"] = MessageRoles.Assistant,
                [FunctionCall] = MessageRoles.Assistant,
                ["observation"] = MessageRoles.Tool,
            },
        };

    /// <summary>LLaMA-Factory's name of an assistant turn that calls a tool; it is kept beside the turn, so that it can be told from an answer.</summary>
    public const string FunctionCall = "function_call";

    /// <summary>Name of the field with the role.</summary>
    public string Role { get; init; } = "role";

    /// <summary>Name of the field with the text.</summary>
    public string Content { get; init; } = "content";

    /// <summary>Canonical role by the format's own name; canonical names hold besides.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>The canonical role, or null.</summary>
    public string? Find(string name) => Roles.TryGetValue(name, out var role) ? role : MessageRoles.Find(name);

    /// <summary>The names that count, for messages to people.</summary>
    public string Names => string.Join(", ", Roles.Keys.Concat(["system", "developer", "user", "assistant", "tool", "function"]));
}
