using System.Buffers;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>JSON text in pieces.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n"u8);

    /// <summary>What a look at the start of a text found.</summary>
    public enum Measure
    {
        /// <summary>A whole value.</summary>
        Complete,

        /// <summary>The beginning of a value.</summary>
        Incomplete,

        /// <summary>No JSON value.</summary>
        Malformed,
    }

    /// <summary>True when there is nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(WhiteSpace);

    /// <summary>Index of the first byte that is no white space; the length when there is none.</summary>
    public static int SkipWhiteSpace(ReadOnlySpan<byte> text)
    {
        var found = text.IndexOfAnyExcept(WhiteSpace);
        return found < 0 ? text.Length : found;
    }

    /// <summary>Whether a JSON value stands at the start, and how many bytes it has.</summary>
    /// <param name="text">The text; what follows the value is not looked at.</param>
    /// <param name="isWhole">True when no further text will follow.</param>
    /// <param name="length">Bytes of the value with white space before it, when complete.</param>
    /// <param name="fault">What the parser says, when malformed.</param>
    public static Measure TryMeasure(ReadOnlySpan<byte> text, bool isWhole, out int length, out string? fault)
    {
        length = 0;
        fault = null;
        var reader = new Utf8JsonReader(text, isWhole, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonLine.MaxDepth }));
        try
        {
            if (!reader.Read() || !reader.TrySkip())
            {
                return Measure.Incomplete;
            }

            length = (int)reader.BytesConsumed;
            return Measure.Complete;
        }
        catch (JsonException exception)
        {
            fault = JsonLine.Summary(exception.Message);
            return Measure.Malformed;
        }
    }
}
