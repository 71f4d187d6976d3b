using System.Text;
using System.Text.Json;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Chat;

/// <summary>One message of a chat.</summary>
/// <param name="Role"><c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">Text; the text parts joined where content comes in parts.</param>
internal sealed record ChatMessage(string Role, string Content)
{
    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool", "function"];

    /// <summary>Reads the messages of a property.</summary>
    /// <exception cref="ApiException">They are not messages.</exception>
    public static IReadOnlyList<ChatMessage> ReadAll(JsonElement owner, string property = "messages")
    {
        if (owner.Find(property) is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
        {
            throw ApiException.Invalid($"'{property}' must be an array with at least one message.", property, "missing_required_parameter");
        }

        var result = new List<ChatMessage>(messages.GetArrayLength());
        foreach (var message in messages.EnumerateArray())
        {
            var role = message.Find("role") is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
            if (!Roles.Contains(role))
            {
                throw ApiException.Invalid(
                    $"'{property}[{result.Count}].role' must be one of {string.Join(", ", Roles)}.",
                    $"{property}[{result.Count}].role"
                );
            }

            result.Add(new ChatMessage(role, ReadContent(message, $"{property}[{result.Count}]")));
        }

        return result;
    }

    /// <summary>What a learner reads: the instructions and the last user message. Earlier turns are left out.</summary>
    public static string Prompt(IEnumerable<ChatMessage> messages)
    {
        string? system = null,
            user = null;
        foreach (var message in messages)
        {
            system = message.Role is "system" or "developer" ? message.Content : system;
            user = message.Role == "user" ? message.Content : user;
        }

        return system is null ? user ?? "" : $"{system}\n{user}";
    }

    /// <summary>The last user message, or the empty text.</summary>
    public static string LastUser(IEnumerable<ChatMessage> messages) =>
        messages.LastOrDefault(message => message.Role == "user")?.Content ?? "";

    private static string ReadContent(JsonElement message, string place)
    {
        switch (message.Find("content"))
        {
            case null:
                return "";
            case { ValueKind: JsonValueKind.String } text:
                return text.GetString()!;
            case { ValueKind: JsonValueKind.Array } parts:
                var joined = new StringBuilder();
                foreach (var part in parts.EnumerateArray())
                {
                    joined.Append(part.OptionalString("text"));
                }

                return joined.ToString();
            default:
                throw ApiException.Invalid($"'{place}.content' must be a string or an array of parts.", $"{place}.content");
        }
    }
}
