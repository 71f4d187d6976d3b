using System.Buffers;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Gateway;

/// <summary>Puts the chunks of a streamed answer together as the <c>chat.completion</c> that the platform would have sent in one piece. Not thread-safe.</summary>
public sealed class StreamedCompletion
{
    private readonly SortedDictionary<int, StreamedChoice> _choices = [];
    private string? _id;
    private long? _created;
    private string? _model;
    private string? _fingerprint;
    private byte[]? _usage;

    /// <summary>True when no chunk of an answer was among what was added.</summary>
    public bool IsEmpty => _choices.Count == 0 && _model is null && _usage is null;

    /// <summary>Adds a chunk; what is no chunk of an answer is passed over.</summary>
    /// <param name="json">The data of an event.</param>
    public void Add(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonLine.ReaderOptions);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadChunk(ref reader, json);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // "[DONE]", a broken last chunk of a lost connection, half a surrogate pair: what came before it still counts.
        }
    }

    /// <summary>Writes the answer.</summary>
    /// <param name="output">Where it goes.</param>
    public void Write(IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, ExchangeLine.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("id"u8, _id);
        writer.WriteString("object"u8, "chat.completion"u8);
        if (_created is { } created)
        {
            writer.WriteNumber("created"u8, created);
        }

        writer.WriteString("model"u8, _model);
        writer.WriteStartArray("choices"u8);
        foreach (var choice in _choices.Values)
        {
            choice.Write(writer);
        }

        writer.WriteEndArray();
        if (_fingerprint is not null)
        {
            writer.WriteString("system_fingerprint"u8, _fingerprint);
        }

        if (_usage is not null)
        {
            writer.WritePropertyName("usage"u8);
            writer.WriteRawValue(_usage, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private void ReadChunk(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                reader.Read();
                ReadChoices(ref reader);
            }
            else if (_id is null && reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                _id = StreamJson.Text(ref reader);
            }
            else if (_model is null && reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                _model = StreamJson.Text(ref reader);
            }
            else if (_created is null && reader.ValueTextEquals("created"u8))
            {
                reader.Read();
                _created = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var created) ? created : null;
                reader.Skip();
            }
            else
            {
                ReadRest(ref reader, json);
            }
        }
    }

    private void ReadRest(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var isUsage = reader.ValueTextEquals("usage"u8);
        var isFingerprint = reader.ValueTextEquals("system_fingerprint"u8);
        reader.Read();
        if (isUsage && reader.TokenType == JsonTokenType.StartObject)
        {
            var span = JsonSpan.Of(ref reader);
            _usage = json.Slice(span.Start, span.Length).ToArray();
        }
        else if (isFingerprint)
        {
            _fingerprint ??= StreamJson.Text(ref reader);
        }

        reader.Skip();
    }

    private void ReadChoices(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                StreamedChoice.Read(ref reader, _choices);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
