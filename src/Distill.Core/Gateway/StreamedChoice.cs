using System.Buffers;
using System.Text.Json;

namespace Distill.Core.Gateway;

/// <summary>One choice of a streamed answer, put together from its deltas. Not thread-safe.</summary>
internal sealed class StreamedChoice(int index)
{
    private readonly SortedDictionary<int, StreamedToolCall> _toolCalls = [];

    // In order of arrival: content first, then what a platform adds (reasoning_content, refusal).
    private readonly List<(string Name, ArrayBufferWriter<byte> Text)> _texts = [];
    private string? _role;
    private string? _finishReason;

    /// <summary>Adds one element of a chunk's <c>choices</c>; the reader stands at its start.</summary>
    public static void Read(ref Utf8JsonReader reader, SortedDictionary<int, StreamedChoice> choices)
    {
        // The index may come after the delta, so it is looked for first.
        var start = reader;
        var index = StreamJson.FindIndex(ref start);
        if (!choices.TryGetValue(index, out var choice))
        {
            choices[index] = choice = new StreamedChoice(index);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isDelta, isReason) = (reader.ValueTextEquals("delta"u8), reader.ValueTextEquals("finish_reason"u8));
            reader.Read();
            if (isDelta && reader.TokenType == JsonTokenType.StartObject)
            {
                choice.ReadDelta(ref reader);
            }
            else if (isReason && reader.TokenType == JsonTokenType.String)
            {
                choice._finishReason = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Writes it as an element of <c>choices</c> of a whole answer.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, index);
        writer.WriteStartObject("message"u8);
        writer.WriteString("role"u8, _role ?? "assistant");
        if (_texts.All(text => text.Name != "content"))
        {
            writer.WriteNull("content"u8);
        }

        foreach (var (name, text) in _texts)
        {
            writer.WriteString(name, text.WrittenSpan);
        }

        if (_toolCalls.Count > 0)
        {
            writer.WriteStartArray("tool_calls"u8);
            foreach (var call in _toolCalls.Values)
            {
                call.Write(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteString("finish_reason"u8, _finishReason);
        writer.WriteEndObject();
    }

    private void ReadDelta(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("role"u8))
            {
                reader.Read();
                _role = StreamJson.Text(ref reader) ?? _role;
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                StreamedToolCall.ReadAll(ref reader, _toolCalls);
            }
            else
            {
                ReadText(ref reader);
            }
        }
    }

    private void ReadText(ref Utf8JsonReader reader)
    {
        var text = reader.ValueTextEquals("content"u8) ? TextOf("content") : TextOf(reader.GetString()!);
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            StreamJson.Append(ref reader, text);
        }
        else
        {
            reader.Skip();
        }
    }

    private ArrayBufferWriter<byte> TextOf(string name)
    {
        foreach (var text in _texts)
        {
            if (text.Name == name)
            {
                return text.Text;
            }
        }

        _texts.Add((name, new ArrayBufferWriter<byte>(64)));
        return _texts[^1].Text;
    }
}
