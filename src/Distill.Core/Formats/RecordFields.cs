using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>Fields of a JSON record.</summary>
internal static class RecordFields
{
    /// <summary>True when an object has the field, and it is not null.</summary>
    public static bool Has(JsonElement record, string name) =>
        Find(record, name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The field of an object; undefined when it is none or has none.</summary>
    public static JsonElement Find(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The text of an id field, or an empty text.</summary>
    public static string IdOf(JsonElement record, string name = "id") =>
        Find(record, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id ? id.ToString() : "";

    /// <summary>Fields that no part of the sample took, under their names with a prefix.</summary>
    public static void Keep(JsonElement record, ReadOnlySpan<string> taken, string prefix, ref JsonObject? meta)
    {
        foreach (var property in record.EnumerateObject())
        {
            if (!taken.Contains(property.Name) && property.Value.ValueKind != JsonValueKind.Null)
            {
                (meta ??= [])[prefix + property.Name] = JsonNodes.Of(property.Value);
            }
        }
    }

    /// <summary>Adds the turns of a field: a text is one message of the role, a list its messages, an object one message.</summary>
    /// <param name="record">The record.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="role">Role of a text.</param>
    /// <param name="required">False: an absent or empty field adds nothing.</param>
    /// <param name="into">Where the messages go.</param>
    /// <param name="meta">Where other fields of messages go.</param>
    /// <param name="reader">Reads messages.</param>
    public static SampleReadResult? AddTurns(
        JsonElement record,
        string field,
        string role,
        bool required,
        List<Message> into,
        ref JsonObject? meta,
        Conversations.MessageList reader
    )
    {
        var value = Find(record, field);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return required ? RecordFaults.Missing(field, "The field") : null;
            case JsonValueKind.Array:
                return value.GetArrayLength() == 0 && !required ? null : reader.Read(value, field, into, ref meta);
            case JsonValueKind.Object:
                return reader.ReadOne(value, field, into, ref meta);
            case JsonValueKind.String:
                return AddText(value.GetString()!, field, role, required, into);
            default:
                return RecordFaults.Invalid(field, "A text or a list of messages is wanted.");
        }
    }

    private static SampleReadResult? AddText(string text, string field, string role, bool required, List<Message> into)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return required ? RecordFaults.Empty(field) : null;
        }

        into.Add(new Message(role, text));
        return null;
    }
}
