using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>Sees that a rejected record is one of another format than the rest of its file.</summary>
internal static class MixedFormat
{
    /// <summary>What to add to the message of a reject; an empty text when the record is of no other format.</summary>
    public static string Hint(in DecodedRecord record, FormatDetection detection)
    {
        var told = record.Result.Reason is RejectReasons.MissingField or RejectReasons.WrongShape or RejectReasons.InvalidField;
        if (!told || detection.Layout == RecordLayout.Delimited || detection.Format == ImportFormats.Json || record.Bytes.IsEmpty)
        {
            return "";
        }

        using var document = JsonDocument.Parse(record.Bytes, new JsonDocumentOptions { MaxDepth = JsonLine.MaxDepth });
        return RecordShape.Find(document.RootElement) is { } shape && shape.Format != detection.Format
            ? $" The record looks like {shape.Format} ({shape.Reason}), the file like {detection.Format}: a file holds one format, split it."
            : "";
    }
}
