using System.Text;
using System.Text.RegularExpressions;
using Distill.Core.Samples;

namespace Distill.Core.Judging;

/// <summary>Puts what is to be judged into a prompt such that it cannot speak to the judge.</summary>
public static partial class JudgeMaterial
{
    /// <summary>A conversation as one text: its single user turn as it is, several turns each under its speaker.</summary>
    /// <param name="messages">The turns before the answer that is judged.</param>
    public static string Conversation(IReadOnlyList<Message> messages)
    {
        if (messages is [{ Role: MessageRoles.User, Content: var only }])
        {
            return only;
        }

        var text = new StringBuilder();
        foreach (var message in messages)
        {
            _ = text.Append(text.Length > 0 ? "\n\n" : "").Append('[').Append(message.Role).Append("]\n").Append(message.Content);
        }

        return text.ToString();
    }

    /// <summary>A part of a prompt between its tags, each on its own line.</summary>
    internal static string Section(string tag, string material) => $"<{tag}>\n{Fence(material)}\n</{tag}>";

    /// <summary>Takes the tags' power from the material, which could otherwise end its part and speak to the judge.</summary>
    internal static string Fence(string material) => Tag().Replace(material, "<\\${tag}");

    [GeneratedRegex(
        @"<(?<tag>/?\s*(?:question|reference_response|reference|response|answer_a|answer_b|answer|criteria)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Tag();
}
