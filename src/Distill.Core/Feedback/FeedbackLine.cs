using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Feedback;

/// <summary>Events as lines of the feedback log: <c>{"event_id","asid","type","value"?,"text"?,"user"?,"time"}</c>.</summary>
public static class FeedbackLine
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one line, without its end.</summary>
    public static void Write(FeedbackEvent item, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(item);
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("event_id"u8, item.EventId);
        writer.WriteString("asid"u8, item.Asid);
        writer.WriteString("type"u8, item.Type);
        if (item.Value is { } value)
        {
            writer.WriteNumber("value"u8, value);
        }

        if (item.Text is not null)
        {
            writer.WriteString("text"u8, item.Text);
        }

        if (item.User is not null)
        {
            writer.WriteString("user"u8, item.User);
        }

        writer.WriteString("time"u8, item.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    /// <summary>Reads a line; null when it is none: a torn one, which was never acknowledged.</summary>
    public static FeedbackEvent? Read(ReadOnlyMemory<byte> line)
    {
        if (JsonLine.Check(line.Span) is not null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(line);
        var fields = FeedbackFields.Of(document.RootElement);
        return FeedbackRules.Check(fields, DateTimeOffset.MaxValue - TimeSpan.FromDays(1), "", hash => hash).Event;
    }
}
