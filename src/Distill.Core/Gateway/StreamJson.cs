using System.Buffers;
using System.Text.Json;

namespace Distill.Core.Gateway;

/// <summary>Small readings that the parts of a streamed answer share.</summary>
internal static class StreamJson
{
    /// <summary>The value <c>index</c> of the object the reader stands at; 0 without one.</summary>
    public static int FindIndex(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIndex = reader.ValueTextEquals("index"u8);
            reader.Read();
            if (isIndex && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index))
            {
                return index;
            }

            reader.Skip();
        }

        return 0;
    }

    /// <summary>The text the reader stands at, or null; an object or array is passed over.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>Adds the text the reader stands at, unescaped.</summary>
    public static void Append(ref Utf8JsonReader reader, ArrayBufferWriter<byte> target)
    {
        if (reader.ValueSpan.Length > 0)
        {
            target.Advance(reader.CopyString(target.GetSpan(reader.ValueSpan.Length)));
        }
    }
}
