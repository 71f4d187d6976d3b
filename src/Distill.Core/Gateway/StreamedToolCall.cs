using System.Buffers;
using System.Text.Json;

namespace Distill.Core.Gateway;

/// <summary>A tool call of a streamed answer, put together from its deltas. Not thread-safe.</summary>
internal sealed class StreamedToolCall
{
    private readonly ArrayBufferWriter<byte> _name = new(32);
    private readonly ArrayBufferWriter<byte> _arguments = new(64);
    private string? _id;
    private string? _type;

    /// <summary>Adds a <c>tool_calls</c> list; the reader stands at its start.</summary>
    public static void ReadAll(ref Utf8JsonReader reader, SortedDictionary<int, StreamedToolCall> calls)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var start = reader;
            var index = StreamJson.FindIndex(ref start);
            if (!calls.TryGetValue(index, out var call))
            {
                calls[index] = call = new StreamedToolCall();
            }

            call.Read(ref reader);
        }
    }

    /// <summary>Writes it as an element of <c>tool_calls</c> of a whole answer.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, _id);
        writer.WriteString("type"u8, _type ?? "function");
        writer.WriteStartObject("function"u8);
        writer.WriteString("name"u8, _name.WrittenSpan);
        writer.WriteString("arguments"u8, _arguments.WrittenSpan);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isId, isType, isFunction) = (
                reader.ValueTextEquals("id"u8),
                reader.ValueTextEquals("type"u8),
                reader.ValueTextEquals("function"u8)
            );
            reader.Read();
            if (isFunction && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadFunction(ref reader);
                continue;
            }

            _id = isId ? StreamJson.Text(ref reader) ?? _id : _id;
            _type = isType ? StreamJson.Text(ref reader) ?? _type : _type;
            reader.Skip();
        }
    }

    private void ReadFunction(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var target =
                reader.ValueTextEquals("name"u8) ? _name
                : reader.ValueTextEquals("arguments"u8) ? _arguments
                : null;
            reader.Read();
            if (target is not null && reader.TokenType == JsonTokenType.String)
            {
                StreamJson.Append(ref reader, target);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
