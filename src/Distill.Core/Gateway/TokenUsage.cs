using System.Runtime.InteropServices;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Gateway;

/// <summary>Tokens of an exchange.</summary>
/// <param name="Input">Of the request.</param>
/// <param name="Output">Of the answer.</param>
/// <param name="IsEstimated">True when the platform did not count and the texts were measured instead.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TokenUsage(long Input, long Output, bool IsEstimated)
{
    /// <summary>Reads a <c>usage</c> object: <c>prompt_tokens</c> and <c>completion_tokens</c>, or <c>input_tokens</c> and <c>output_tokens</c>; null without the first of a pair.</summary>
    public static TokenUsage? Read(ReadOnlySpan<byte> usage)
    {
        try
        {
            return Count(usage);
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair: whoever sends that does not count.
            return null;
        }
    }

    private static TokenUsage? Count(ReadOnlySpan<byte> usage)
    {
        long? input = null;
        long output = 0;
        var reader = new Utf8JsonReader(usage, JsonLine.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isInput = reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8);
            var isOutput = reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count))
            {
                input = isInput ? count : input;
                output = isOutput ? count : output;
            }

            reader.Skip();
        }

        return input is { } known ? new TokenUsage(known, output, IsEstimated: false) : null;
    }

    /// <summary>Tokens of all texts in one field of a JSON object: a quarter of the ASCII characters, and one for any other character.</summary>
    public static long Estimate(ReadOnlySpan<byte> json, ReadOnlySpan<byte> field)
    {
        var reader = new Utf8JsonReader(json, JsonLine.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(field);
            reader.Read();
            if (found)
            {
                return EstimateTexts(ref reader);
            }

            reader.Skip();
        }

        return 0;
    }

    private static long EstimateTexts(ref Utf8JsonReader reader)
    {
        var (ascii, other) = (0L, 0L);
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                Count(reader.ValueSpan, ref ascii, ref other);
            }
        } while (reader.Read() && reader.CurrentDepth > depth);

        return ((ascii + 3) / 4) + other;
    }

    private static void Count(ReadOnlySpan<byte> utf8, ref long ascii, ref long other)
    {
        foreach (var one in utf8)
        {
            ascii += one < 0x80 ? 1 : 0;
            other += one >= 0xC0 ? 1 : 0;
        }
    }
}
