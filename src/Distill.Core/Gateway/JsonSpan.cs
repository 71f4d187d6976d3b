using System.Runtime.InteropServices;
using System.Text.Json;

namespace Distill.Core.Gateway;

/// <summary>Where a value stands in a JSON text.</summary>
/// <param name="Start">Offset of its first byte; of a text, its opening quote.</param>
/// <param name="Length">Bytes, quotes included; 0 when there is no such value.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JsonSpan(int Start, int Length)
{
    /// <summary>True when there is such a value.</summary>
    public bool Exists => Length > 0;

    /// <summary>Offset after the last byte.</summary>
    public int End => Start + Length;

    /// <summary>The value the reader stands at; an object or array is passed over.</summary>
    internal static JsonSpan Of(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonSpan(start, (int)reader.BytesConsumed - start);
    }
}
