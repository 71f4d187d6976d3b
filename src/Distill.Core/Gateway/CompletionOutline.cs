using System.Runtime.InteropServices;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Gateway;

/// <summary>What the gateway needs to know of an answer or of a chunk of one.</summary>
/// <param name="Id">Where its <c>id</c> stands.</param>
/// <param name="Usage">Where its <c>usage</c> stands.</param>
/// <param name="IsJson">False when it is no JSON object.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CompletionOutline(JsonSpan Id, JsonSpan Usage, bool IsJson)
{
    /// <summary>Reads an answer to its end.</summary>
    public static CompletionOutline Read(ReadOnlySpan<byte> json)
    {
        JsonSpan id = default;
        JsonSpan usage = default;
        try
        {
            var reader = new Utf8JsonReader(json, JsonLine.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isId, isUsage) = (reader.ValueTextEquals("id"u8), reader.ValueTextEquals("usage"u8));
                reader.Read();
                var isObject = reader.TokenType == JsonTokenType.StartObject;
                var span = JsonSpan.Of(ref reader);
                id = isId ? span : id;
                usage = isUsage && isObject ? span : usage;
            }

            reader.Read();
            return new CompletionOutline(id, usage, IsJson: true);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name with half a surrogate pair.
            return default;
        }
    }

    /// <summary>Where the <c>id</c> of a chunk stands, which is near its start; the rest is not looked at.</summary>
    public static JsonSpan FindId(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonLine.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                var span = JsonSpan.Of(ref reader);
                if (isId)
                {
                    return span;
                }
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not ours to judge: what a platform sends in its stream goes to the caller as it is.
        }

        return default;
    }
}
