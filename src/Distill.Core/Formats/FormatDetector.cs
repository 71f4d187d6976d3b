using System.Text;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>Tells the format of a file by the end of its name and its first records, without moving past them.</summary>
internal sealed class FormatDetector(RecordBuffer buffer, string file, ImportOptions options)
{
    private const int FirstLook = 64 * 1024;

    private readonly string extension = Path.GetExtension(CompressedContent.PlainName(file)).ToLowerInvariant();

    /// <summary>Tells the format, or confirms the one asked for.</summary>
    /// <exception cref="ImportException">The file is empty, compressed, or of no known format.</exception>
    public async Task<FormatDetection> DetectAsync(CancellationToken cancellationToken)
    {
        await buffer.FillToAsync(FirstLook, cancellationToken);
        RequireText();
        if (DelimitedFormat() is { } delimited)
        {
            return delimited;
        }

        // A larger look only when the first record does not fit.
        var sight = JsonSight.Look(buffer.Span, buffer.Ended, extension);
        while (sight.First is null && !buffer.Ended && buffer.Span.Length < options.MaxRecordBytes)
        {
            await buffer.FillToAsync(buffer.Span.Length * 2, cancellationToken);
            sight = JsonSight.Look(buffer.Span, buffer.Ended, extension);
        }

        return options.Format == ImportFormats.Auto
            ? DetectJson(sight)
            : new FormatDetection(options.Format, sight.Layout, $"asked for; {sight.Why}");
    }

    private void RequireText()
    {
        var start = buffer.Span;
        if (start.StartsWith<byte>([0x1F, 0x8B]) || start.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]))
        {
            throw new ImportException(file, "the file is compressed. Give its name the ending .gz or .zst, so that it is read as such.");
        }

        buffer.SkipByteOrderMark();
        if (buffer.Damage is { } damage && buffer.Span.IsEmpty)
        {
            throw new ImportException(file, damage.TrimEnd('.') + ".");
        }

        if (JsonText.IsBlank(buffer.Span) && buffer.Ended)
        {
            throw new ImportException(file, "the file is empty. Give a file with at least one record.");
        }
    }

    private FormatDetection? DelimitedFormat()
    {
        if (options.Format is ImportFormats.Csv or ImportFormats.Tsv)
        {
            return new FormatDetection(options.Format, RecordLayout.Delimited, "asked for");
        }

        if (options.Format != ImportFormats.Auto || extension is ".json" or ".jsonl" or ".ndjson")
        {
            return null;
        }

        if (extension is ".csv" or ".tsv")
        {
            return new FormatDetection(extension[1..], RecordLayout.Delimited, $"the name ends with {extension}");
        }

        var text = buffer.Span[JsonText.SkipWhiteSpace(buffer.Span)..];
        if (text is [(byte)'{' or (byte)'[', ..])
        {
            return null;
        }

        var lineEnd = text.IndexOf((byte)'\n');
        var header = lineEnd < 0 ? text : text[..lineEnd];
        if (header.Contains((byte)'\t'))
        {
            return new FormatDetection(ImportFormats.Tsv, RecordLayout.Delimited, "the first line has tabs and is no JSON");
        }

        return header.Contains((byte)',')
            ? new FormatDetection(ImportFormats.Csv, RecordLayout.Delimited, "the first line has commas and is no JSON")
            : null;
    }

    private FormatDetection DetectJson(JsonSight sight)
    {
        if (sight.First is not { } range)
        {
            RequireNoSingleObject();
            throw new ImportException(
                file,
                $"the format cannot be told: no record at the start is readable ({sight.Why}). Mend the file, or give the format: "
                    + $"{string.Join(", ", ImportFormats.All.Skip(1))}."
            );
        }

        using var document = JsonDocument.Parse(
            buffer.Slice(range.Start, range.Length),
            new JsonDocumentOptions { MaxDepth = JsonLine.MaxDepth }
        );
        var (format, reason) = RecordFormat(document.RootElement);
        return new FormatDetection(format, sight.Layout, $"{reason}; {sight.Why}");
    }

    // The commonest reason why no line is a record.
    private void RequireNoSingleObject()
    {
        var text = buffer.Span[JsonText.SkipWhiteSpace(buffer.Span)..];
        if (text is not [(byte)'{', ..] || JsonText.TryMeasure(text, buffer.Ended, out _, out _) != JsonText.Measure.Complete)
        {
            return;
        }

        throw new ImportException(
            file,
            Path.GetFileName(file) == "dataset_info.json"
                ? "it describes data files and holds none. Import one of those that it names; it is found beside them."
                : "the file is JSON over several lines. Records are one a line (jq -c .), or the elements of one array."
        );
    }

    private (string Format, string Reason) RecordFormat(JsonElement record)
    {
        if (options.Mapping is not null && record.ValueKind == JsonValueKind.Object)
        {
            return (ImportFormats.Json, "a mapping of fields is given");
        }

        if (options.DatasetInfo is { } info)
        {
            var format = info.IsConversation ? ImportFormats.ShareGpt : ImportFormats.Alpaca;
            return (format, $"dataset_info.json describes the file as '{info.Name}' ({info.Formatting})");
        }

        return RecordShape.Find(record) is { } shape
            ? (shape.Format, shape.Reason)
            : throw new ImportException(
                file,
                $"the records are of no known format: {Describe(record)}. Say what its fields are with a mapping."
            );
    }

    private static string Describe(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return $"the first one is a JSON {record.ValueKind.ToString().ToLowerInvariant()}";
        }

        var names = new StringBuilder("the first one has the fields");
        foreach (var property in record.EnumerateObject().Take(20))
        {
            names.Append($" '{property.Name}'");
        }

        return names.ToString();
    }
}
