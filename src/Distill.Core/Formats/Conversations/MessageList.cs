using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Conversations;

/// <summary>Reads lists of messages. Fields besides role and content go under <c>meta</c> with the place of the message. Thread-safe.</summary>
/// <param name="tags">How role and content are named.</param>
internal sealed class MessageList(MessageTags tags)
{
    /// <summary>Reads role and content, the common form.</summary>
    public static MessageList Chat { get; } = new(MessageTags.Chat);

    /// <summary>Adds the messages of a list; the fault of the first bad one.</summary>
    /// <param name="list">The list.</param>
    /// <param name="field">Its name, for faults and meta.</param>
    /// <param name="into">Where the messages go.</param>
    /// <param name="meta">Where other fields go.</param>
    public SampleReadResult? Read(JsonElement list, string field, List<Message> into, ref JsonObject? meta)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            return RecordFaults.Missing(field, "A list of at least one message");
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (ReadOne(item, $"{field}[{index++}]", into, ref meta) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Adds one message.</summary>
    public SampleReadResult? ReadOne(JsonElement item, string field, List<Message> into, ref JsonObject? meta)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return RecordFaults.Invalid(field, $"A message is an object with {tags.Role} and {tags.Content}.");
        }

        var name = item.TryGetProperty(tags.Role, out var role) && role.ValueKind == JsonValueKind.String ? role.GetString()! : "";
        if (tags.Find(name) is not { } known)
        {
            return RecordFaults.Invalid($"{field}.{tags.Role}", $"A role is one of {tags.Names}.");
        }

        if (ReadContent(item, field, out var content) is { } fault)
        {
            return fault;
        }

        RecordFields.Keep(item, [tags.Role, tags.Content], field + ".", ref meta);
        if (name == MessageTags.FunctionCall)
        {
            (meta ??= [])[$"{field}.{tags.Role}"] = name;
        }

        into.Add(new Message(known, content));
        return null;
    }

    private SampleReadResult? ReadContent(JsonElement item, string field, out string content)
    {
        content = "";
        if (!item.TryGetProperty(tags.Content, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            // A turn that only calls tools says nothing.
            var calls = item.TryGetProperty("tool_calls", out _) || item.TryGetProperty("function_call", out _);
            return calls ? null : RecordFaults.Missing($"{field}.{tags.Content}", "The content");
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return ReadParts(value, $"{field}.{tags.Content}", out content);
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return RecordFaults.Invalid($"{field}.{tags.Content}", "The content is a text or a list of text parts.");
        }

        content = value.GetString()!;
        return null;
    }

    private static SampleReadResult? ReadParts(JsonElement parts, string field, out string content)
    {
        content = "";
        var text = new StringBuilder();
        var index = 0;
        foreach (var part in parts.EnumerateArray())
        {
            if (TextOf(part) is not { } value)
            {
                return SampleReadResult.Fault(RejectReasons.UnsupportedContent, "Only text parts can be distilled.", $"{field}[{index}]");
            }

            text.Append(value);
            index++;
        }

        content = text.ToString();
        return null;
    }

    // {"type":"text","text":"…"} of OpenAI, {"text":"…"} of Bedrock, {"type":"text","value":"…"} of LLaMA-Factory 1.0.
    private static string? TextOf(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var isText = !part.TryGetProperty("type", out var type) || type.ValueEquals("text"u8);
        var found = part.TryGetProperty("text", out var text) || (isText && part.TryGetProperty("value", out text));
        return found && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }
}
