using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Distill.Core.Datasets.Lineage;

namespace Distill.Core.Samples.Json;

/// <summary>Writes the sample of a line from the line's own bytes, without making texts of them.</summary>
/// <remarks>What comes out is what <see cref="SampleJson"/> writes of the sample that <see cref="SampleParser"/> reads.</remarks>
internal static class SplicedLine
{
    /// <summary>Writes a line; false, and nothing is written, when that takes the sample itself.</summary>
    /// <param name="line">The line.</param>
    /// <param name="origin">Where it was read.</param>
    /// <param name="output">Where to.</param>
    public static bool TryWrite(LineOutline line, RowSource origin, IBufferWriter<byte> output)
    {
        if (
            line.MetaTraits.NamesSource
            || line.MetaTraits.Repeats
            || line.FeedbackTraits.Repeats
            || line.HasSpecial()
            || !IsCanonicalMap(line.Bytes(line.Labels), numbers: false)
            || !IsCanonicalMap(line.Bytes(line.Scores), numbers: true)
        )
        {
            return false;
        }

        var writer = new JsonTextWriter(output);
        writer.Raw("{\"id\":\""u8);
        writer.Raw(line.Bytes(line.Id));
        writer.Raw("\",\"messages\":["u8);
        line.Messages.Write(ref writer, line.Line);
        writer.Raw("]"u8);
        WritePart(ref writer, ",\"labels\":"u8, line.Bytes(line.Labels), default);
        WritePart(ref writer, ",\"feedback\":"u8, line.Bytes(line.Feedback), line.FeedbackTraits);
        WritePart(ref writer, ",\"scores\":"u8, line.Bytes(line.Scores), default);
        writer.Raw(",\"meta\":{"u8);
        JsonPart.WriteOrigin(ref writer, writer.Fields(line.Bytes(line.Meta), line.MetaTraits), origin);
        writer.Raw("}}"u8);
        writer.Flush();
        return true;
    }

    private static void WritePart(ref JsonTextWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> part, ValueTraits traits)
    {
        if (!IsEmpty(part))
        {
            writer.Raw(name);
            writer.Value(part, traits);
        }
    }

    // {} or { }.
    private static bool IsEmpty(ReadOnlySpan<byte> part) => part.IsEmpty || !part[1..^1].ContainsAnyExcept(" \t\r\n"u8);

    // No white space, names in order, texts without foreign escapes, numbers in their shortest form. The order of names is that of UTF-16.
    private static bool IsCanonicalMap(ReadOnlySpan<byte> map, bool numbers)
    {
        if (map.IsEmpty)
        {
            return true;
        }

        var scanner = new JsonScanner(map);
        var (first, length) = (true, 1);
        ReadOnlySpan<byte> previous = default;
        _ = scanner.EnterObject();
        while (scanner.NextKey(ref first, out var key))
        {
            var name = map.Slice(key.Start, key.Length);
            if (key.NonAscii || (length > 1 && previous.SequenceCompareTo(name) >= 0))
            {
                return false;
            }

            _ = scanner.Peek();
            var start = scanner.At;
            if (!(numbers ? IsShortestNumber(ref scanner, map) : IsPlainText(ref scanner)))
            {
                return false;
            }

            previous = name;
            length += "\"\":,"u8.Length + key.Length + scanner.At - start;
        }

        return length == map.Length || map.Length == "{}"u8.Length;
    }

    private static bool IsPlainText(ref JsonScanner scanner) =>
        scanner.Peek() == (byte)'"' && scanner.ReadString(out var text) && !text.Foreign;

    private static bool IsShortestNumber(ref JsonScanner scanner, ReadOnlySpan<byte> map)
    {
        var start = scanner.At;
        ValueTraits traits = default;
        _ = scanner.SkipValue(1, ref traits);
        var number = map[start..scanner.At];
        Span<byte> shortest = stackalloc byte[JsonTextWriter.MaxNumber];
        return Utf8Parser.TryParse(number, out double value, out _)
            && double.IsFinite(value)
            && value.TryFormat(shortest, out var written, default, CultureInfo.InvariantCulture)
            && number.SequenceEqual(shortest[..written]);
    }
}
