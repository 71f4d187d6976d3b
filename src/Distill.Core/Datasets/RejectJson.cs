using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Datasets;

/// <summary>The JSON of a reject: <c>file, line, offset, id, operator, reason, detail</c> on one line.</summary>
public static class RejectJson
{
    /// <summary>Writes a reject as one JSON value, without a line end.</summary>
    public static void Write(IBufferWriter<byte> output, Reject reject)
    {
        ArgumentNullException.ThrowIfNull(reject);
        using var writer = new Utf8JsonWriter(output, SampleJson.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("file"u8, reject.File);
        writer.WriteNumber("line"u8, reject.Line);
        if (reject.Offset is { } offset)
        {
            writer.WriteNumber("offset"u8, offset);
        }
        else
        {
            writer.WriteNull("offset"u8);
        }

        writer.WriteString("id"u8, reject.Id);
        writer.WriteString("operator"u8, reject.Operator);
        writer.WriteString("reason"u8, reject.Reason);
        if (reject.Detail is not null)
        {
            writer.WritePropertyName("detail"u8);
            reject.Detail.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a line that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static Reject Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var node = reader.Read() && reader.TokenType == JsonTokenType.StartObject ? JsonNodes.ReadObject(ref reader) : [];
        return new Reject(
            Text(node, "file") ?? throw Missing("file"),
            (long?)node["line"] ?? throw Missing("line"),
            (long?)node["offset"],
            Text(node, "id"),
            Text(node, "operator") ?? throw Missing("operator"),
            Text(node, "reason") ?? throw Missing("reason"),
            node["detail"]?.DeepClone() as JsonObject
        );
    }

    private static string? Text(JsonObject node, string name) => (string?)node[name];

    private static JsonException Missing(string field) => new($"A reject has no '{field}'.");
}
