using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>What a look at the start of a JSON file tells: how records lie in it, and where the first readable one is.</summary>
/// <param name="Layout">Lines, or one array.</param>
/// <param name="Why">Why, for people.</param>
/// <param name="First">The first well-formed record; null when none is in sight.</param>
internal sealed record JsonSight(RecordLayout Layout, string Why, (int Start, int Length)? First)
{
    /// <summary>Looks at the window.</summary>
    /// <param name="text">The start of the file.</param>
    /// <param name="isWhole">True when it is the whole file.</param>
    /// <param name="extension">The end of the file's name, which decides when the content fits both layouts.</param>
    public static JsonSight Look(ReadOnlySpan<byte> text, bool isWhole, string extension)
    {
        var start = JsonText.SkipWhiteSpace(text);
        if (start < text.Length && text[start] == '[' && IsArray(text[start..], isWhole, extension))
        {
            return new JsonSight(RecordLayout.Array, "the file is one JSON array", FirstElement(text, start + 1, isWhole));
        }

        return new JsonSight(RecordLayout.Lines, "one JSON value a line", FirstLine(text, isWhole));
    }

    // One array over the whole file, rather than an array on each line.
    private static bool IsArray(ReadOnlySpan<byte> text, bool isWhole, string extension)
    {
        var lineEnd = text.IndexOf((byte)'\n');
        if (lineEnd < 0 && !isWhole)
        {
            return extension is not (".jsonl" or ".ndjson");
        }

        var line = lineEnd < 0 ? text : text[..lineEnd];
        if (JsonText.TryMeasure(line, isWhole: true, out _, out _) != JsonText.Measure.Complete)
        {
            return extension is not (".jsonl" or ".ndjson")
                || JsonText.TryMeasure(line, isWhole: false, out _, out _) == JsonText.Measure.Incomplete;
        }

        return extension == ".json" && isWhole && JsonText.IsBlank(text[line.Length..]);
    }

    private static (int Start, int Length)? FirstElement(ReadOnlySpan<byte> text, int from, bool isWhole)
    {
        from += JsonText.SkipWhiteSpace(text[from..]);
        return JsonText.TryMeasure(text[from..], isWhole, out var length, out _) == JsonText.Measure.Complete ? (from, length) : null;
    }

    private static (int Start, int Length)? FirstLine(ReadOnlySpan<byte> text, bool isWhole)
    {
        for (var from = 0; from < text.Length; )
        {
            var lineEnd = text[from..].IndexOf((byte)'\n');
            if (lineEnd < 0 && !isWhole)
            {
                return null;
            }

            var line = lineEnd < 0 ? text[from..] : text.Slice(from, lineEnd);
            if (!JsonText.IsBlank(line) && JsonLine.Check(line) is null && HoldsRecords(line))
            {
                return (from, line.Length);
            }

            from += line.Length + 1;
        }

        return null;
    }

    // A stray number or text among damaged lines says nothing of the format.
    private static bool HoldsRecords(ReadOnlySpan<byte> line) => line[JsonText.SkipWhiteSpace(line)] is (byte)'{' or (byte)'[';
}
