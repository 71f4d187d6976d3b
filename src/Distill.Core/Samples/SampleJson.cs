using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.Core.Samples;

/// <summary>The canonical JSON of a sample: one object on one line, as in docs/formats.md. Thread-safe.</summary>
/// <remarks>
/// Equal samples give equal bytes: fields come in a fixed order, labels and scores by name. Text is written as real UTF-8; only quotes, backslashes and
/// control characters are escaped. Never put such text into HTML without escaping it there.
/// </remarks>
public static class SampleJson
{
    /// <summary>Writer options of the canonical form: one line, relaxed escaping.</summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a sample as one JSON value.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or a text holds half a surrogate pair.</exception>
    public static void Write(Utf8JsonWriter writer, Sample sample)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(sample);
        writer.WriteStartObject();
        writer.WriteString("id"u8, sample.Id);
        WriteMessages(writer, "messages"u8, sample.Messages);
        if (sample.Chosen is not null)
        {
            WriteMessages(writer, "chosen"u8, sample.Chosen);
        }

        if (sample.Rejected is not null)
        {
            WriteMessages(writer, "rejected"u8, sample.Rejected);
        }

        WriteLabels(writer, sample.Labels);
        WriteNode(writer, "feedback"u8, sample.Feedback);
        WriteScores(writer, sample.Scores);
        WriteNode(writer, "meta"u8, sample.Meta);
        writer.WriteEndObject();
    }

    /// <summary>Writes a sample as one JSON value, without a line end.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or a text holds half a surrogate pair.</exception>
    public static void Write(IBufferWriter<byte> output, Sample sample)
    {
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        Write(writer, sample);
        writer.Flush();
    }

    /// <summary>Reads one canonical line. Unknown top-level fields go under <c>meta</c>; null fields count as absent.</summary>
    /// <param name="utf8">The line, with or without surrounding white space.</param>
    public static SampleReadResult Read(ReadOnlySpan<byte> utf8) => Read(utf8, idRequired: true);

    /// <summary>The same; with <paramref name="idRequired"/> false a line without an id gives a sample whose id is empty.</summary>
    internal static SampleReadResult Read(ReadOnlySpan<byte> utf8, bool idRequired) => new SampleParser(idRequired).Parse(utf8);

    private static void WriteMessages(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<Message> messages)
    {
        writer.WriteStartArray(name);
        foreach (var message in messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, message.Role);
            writer.WriteString("content"u8, message.Content);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLabels(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("labels"u8);
        foreach (var (name, value) in ByName(labels))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter writer, IReadOnlyDictionary<string, double> scores)
    {
        if (scores.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("scores"u8);
        foreach (var (name, value) in ByName(scores))
        {
            writer.WriteNumber(name, value);
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, T>> ByName<T>(IReadOnlyDictionary<string, T> values) =>
        values.Count == 1 ? values : values.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static void WriteNode(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonObject? node)
    {
        if (node is { Count: > 0 })
        {
            writer.WritePropertyName(name);
            node.WriteTo(writer);
        }
    }
}
