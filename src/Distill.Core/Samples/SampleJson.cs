using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Distill.Core.Samples.Json;

namespace Distill.Core.Samples;

/// <summary>The canonical JSON of a sample: one object on one line, as in docs/formats.md. Thread-safe.</summary>
/// <remarks>
/// Equal samples give equal bytes: fields come in a fixed order, labels and scores by name. Text is written as real UTF-8; only quotes, backslashes,
/// control characters, U+2028 and U+2029 are escaped. Never put such text into HTML without escaping it there.
/// </remarks>
public static class SampleJson
{
    /// <summary>Writer options of the canonical form: one line, relaxed escaping.</summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static JsonSerializerOptions NodeOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a sample as one JSON value.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or a text holds half a surrogate pair.</exception>
    public static void Write(Utf8JsonWriter writer, Sample sample)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var line = new ArrayBufferWriter<byte>();
        Write(line, sample);
        writer.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Writes a sample as one JSON value, without a line end.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or a text holds half a surrogate pair.</exception>
    public static void Write(IBufferWriter<byte> output, Sample sample)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(sample);
        var writer = new JsonTextWriter(output);
        writer.Raw("{\"id\":"u8);
        writer.Text(sample.Id);
        WriteMessages(ref writer, ",\"messages\":["u8, sample.Messages);
        WriteMessages(ref writer, ",\"chosen\":["u8, sample.Chosen);
        WriteMessages(ref writer, ",\"rejected\":["u8, sample.Rejected);
        WriteLabels(ref writer, sample.Labels);
        sample.FeedbackPart?.Write(ref writer, ",\"feedback\":"u8);
        WriteScores(ref writer, sample.Scores);
        sample.MetaPart?.Write(ref writer, ",\"meta\":"u8);
        writer.Raw("}"u8);
        writer.Flush();
    }

    /// <summary>Reads one canonical line. Unknown top-level fields go under <c>meta</c>; null fields count as absent.</summary>
    /// <param name="utf8">The line, with or without surrounding white space.</param>
    public static SampleReadResult Read(ReadOnlySpan<byte> utf8) => Read(utf8, idRequired: true);

    /// <summary>The same; with <paramref name="idRequired"/> false a line without an id gives a sample whose id is empty.</summary>
    internal static SampleReadResult Read(ReadOnlySpan<byte> utf8, bool idRequired) => new SampleParser(utf8, idRequired).Parse();

    private static void WriteMessages(ref JsonTextWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<Message>? messages)
    {
        if (messages is null)
        {
            return;
        }

        writer.Raw(name);
        for (var i = 0; i < messages.Count; i++)
        {
            writer.Raw(i == 0 ? "{\"role\":"u8 : ",{\"role\":"u8);
            writer.Text(messages[i].Role);
            writer.Raw(",\"content\":"u8);
            writer.Text(messages[i].Content);
            writer.Raw("}"u8);
        }

        writer.Raw("]"u8);
    }

    private static void WriteLabels(ref JsonTextWriter writer, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0)
        {
            return;
        }

        var first = true;
        foreach (var (name, value) in ByName(labels))
        {
            writer.Raw(first ? ",\"labels\":{"u8 : ","u8);
            writer.Text(name);
            writer.Raw(":"u8);
            writer.Text(value);
            first = false;
        }

        writer.Raw("}"u8);
    }

    /// <summary>Writes <c>,"scores":{…}</c>; nothing when there are none.</summary>
    internal static void WriteScores(ref JsonTextWriter writer, IReadOnlyDictionary<string, double> scores)
    {
        if (scores.Count == 0)
        {
            return;
        }

        var first = true;
        foreach (var (name, value) in ByName(scores))
        {
            writer.Raw(first ? ",\"scores\":{"u8 : ","u8);
            writer.Text(name);
            writer.Raw(":"u8);
            writer.Number(value);
            first = false;
        }

        writer.Raw("}"u8);
    }

    private static IEnumerable<KeyValuePair<string, T>> ByName<T>(IReadOnlyDictionary<string, T> values) =>
        values.Count == 1 ? values : values.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
