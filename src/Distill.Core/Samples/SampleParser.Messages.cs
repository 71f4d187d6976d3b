using System.Globalization;
using System.Text.Json;
using Distill.Core.Datasets;

namespace Distill.Core.Samples;

/// <summary>The message lists of a sample.</summary>
internal partial struct SampleParser
{
    private List<Message>? ReadMessages(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(RejectReasons.InvalidField, "A list of {\"role\",\"content\"} objects is wanted.", field);
            return null;
        }

        var result = new List<Message>(4);
        while (fault is null && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadMessage(ref reader, field, result);
        }

        return result;
    }

    private void ReadMessage(ref Utf8JsonReader reader, string field, List<Message> into)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(RejectReasons.InvalidField, "A message is an object with role and content.", $"{field}[{into.Count}]");
            return;
        }

        string? role = null;
        string? content = null;
        while (fault is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("role"u8))
            {
                role = ReadRole(ref reader, field, into.Count);
            }
            else if (reader.ValueTextEquals("content"u8))
            {
                content = ReadText(ref reader, field, into.Count);
            }
            else
            {
                KeepMessageField(ref reader, field, into.Count);
            }
        }

        if (fault is null && (role is null || content is null))
        {
            var missing = role is null ? "role" : "content";
            Fail(RejectReasons.MissingField, $"The message has no {missing}.", $"{field}[{into.Count}].{missing}");
        }

        into.Add(new Message(role ?? "", content ?? ""));
    }

    private void KeepMessageField(ref Utf8JsonReader reader, string field, int index)
    {
        var name = reader.GetString()!;
        reader.Read();
        (unknown ??= []).Add(($"{field}[{index.ToString(CultureInfo.InvariantCulture)}].{name}", JsonNodes.Read(ref reader)));
    }

    private string? ReadRole(ref Utf8JsonReader reader, string field, int index)
    {
        reader.Read();
        var role = reader.TokenType == JsonTokenType.String ? MessageRoles.Find(ref reader) : null;
        if (role is null)
        {
            Fail(RejectReasons.InvalidField, "A role is one of system, user, assistant, tool.", $"{field}[{index}].role");
        }

        return role;
    }

    private string? ReadText(ref Utf8JsonReader reader, string field, int index)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
        {
            return reader.GetString();
        }

        Fail(RejectReasons.InvalidField, "The content of a message is a text.", $"{field}[{index}].content");
        return null;
    }
}
