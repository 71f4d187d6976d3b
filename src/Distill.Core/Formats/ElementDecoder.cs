using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>A decoder that looks at a parsed element. Thread-safe.</summary>
internal abstract class ElementDecoder : IRecordDecoder
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLine.MaxDepth };

    public virtual SampleReadResult Decode(ReadOnlyMemory<byte> json)
    {
        if (JsonLine.Check(json.Span) is { } damage)
        {
            return damage;
        }

        using var document = JsonDocument.Parse(json, Options);
        try
        {
            return Decode(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // As in SampleParser: the text of an escape that names half a surrogate pair.
            return JsonLine.HalfPair();
        }
    }

    /// <summary>Makes a sample of an element; texts must be read within the call.</summary>
    protected abstract SampleReadResult Decode(JsonElement element);

    /// <summary>A fault for a record that is no object, or null.</summary>
    protected static SampleReadResult? RequireObject(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object
            ? null
            : SampleReadResult.Fault(
                RejectReasons.WrongShape,
                $"A record is a JSON object, this is a JSON {record.ValueKind.ToString().ToLowerInvariant()}."
            );
}
