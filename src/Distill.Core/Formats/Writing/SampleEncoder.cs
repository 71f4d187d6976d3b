using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>Writes samples as records of one JSON format. Not thread-safe.</summary>
internal abstract class SampleEncoder
{
    /// <summary>Why the format has no place for a sample; null when it has. Decided before anything is written.</summary>
    public abstract string? Refusal(Sample sample);

    /// <summary>The records of a sample that was not refused, one JSON value each: one, or two for a pair that becomes two verdicts.</summary>
    public virtual int CountRecords(Sample sample) => 1;

    /// <summary>Writes a record, and notes what it leaves out.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="record">Which of its records, from 0.</param>
    /// <param name="loss">Counts what is left out; each field once a sample.</param>
    public abstract void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss);

    /// <summary>Writes a list of role and content.</summary>
    protected static void WriteMessages(Utf8JsonWriter json, string name, IEnumerable<Message> messages)
    {
        json.WriteStartArray(name);
        foreach (var message in messages)
        {
            WriteMessage(json, message, null);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes role and content, and further fields.</summary>
    protected static void WriteMessage(Utf8JsonWriter json, Message message, IEnumerable<KeyValuePair<string, JsonNode?>>? fields)
    {
        json.WriteStartObject();
        json.WriteString("role", message.Role);
        json.WriteString("content", message.Content);
        foreach (var (name, value) in fields ?? [])
        {
            json.WritePropertyName(name);
            WriteNode(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a value, also a null one.</summary>
    protected static void WriteNode(Utf8JsonWriter json, JsonNode? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            value.WriteTo(json);
        }
    }
}
