using System.Buffers;
using System.Text;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Gateway;

/// <summary>What the log keeps of requests for embeddings.</summary>
internal static class EmbeddingExchange
{
    /// <summary>The value of <c>kind</c> in their lines.</summary>
    public const string Kind = "embedding";

    /// <summary>How many texts were sent: elements of <c>input</c>, where a list of numbers is one text in tokens; 0 without <c>input</c>.</summary>
    /// <param name="request">A JSON object.</param>
    public static int CountInputs(ReadOnlySpan<byte> request)
    {
        var reader = new Utf8JsonReader(request, JsonLine.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isInput = reader.ValueTextEquals("input"u8);
            reader.Read();
            if (isInput)
            {
                return reader.TokenType == JsonTokenType.StartArray ? CountItems(ref reader) : 1;
            }

            reader.Skip();
        }

        return 0;
    }

    /// <summary>Writes an answer without its <c>data</c>: the vectors.</summary>
    /// <param name="answer">A JSON object.</param>
    /// <param name="output">Where to.</param>
    public static void WriteWithoutVectors(ReadOnlySpan<byte> answer, IBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(answer, JsonLine.ReaderOptions);
        using var writer = new Utf8JsonWriter(output, ExchangeLine.WriterOptions);
        writer.WriteStartObject();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Skip();
                continue;
            }

            // As it stands: a name may be no text, half a surrogate pair.
            writer.WritePropertyName(JsonEncodedText.Encode(Encoding.UTF8.GetString(reader.ValueSpan)));
            reader.Read();
            var span = JsonSpan.Of(ref reader);
            writer.WriteRawValue(answer.Slice(span.Start, span.Length), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static int CountItems(ref Utf8JsonReader reader)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                return 1;
            }

            count++;
            reader.Skip();
        }

        return count;
    }
}
