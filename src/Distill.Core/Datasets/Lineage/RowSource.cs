using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;

namespace Distill.Core.Datasets.Lineage;

/// <summary>Where a row was imported from: kept as <c>meta.source</c>, which later operations carry along.</summary>
/// <param name="File">Name of the source file.</param>
/// <param name="Line">Line of the record in it, from 1.</param>
public sealed record RowSource(string File, long Line)
{
    private const string Name = "source";

    /// <summary>The source of a sample, or null when it names none.</summary>
    public static RowSource? Of(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.MetaPart?.Origin is { } origin)
        {
            return origin;
        }

        if (sample.Meta?[Name] is not JsonObject source)
        {
            return null;
        }

        return
            source["file"] is JsonValue file
            && file.TryGetValue<string>(out var name)
            && source["line"] is JsonValue line
            && line.GetValueKind() == JsonValueKind.Number
            && long.TryParse(line.ToJsonString(), out var number)
            ? new RowSource(name, number)
            : null;
    }

    /// <summary>The sample with this source. Its meta may be changed in place: only for a sample that nobody else holds yet.</summary>
    /// <remarks>A <c>source</c> field of its own is kept as <c>source.original</c>.</remarks>
    internal Sample ApplyTo(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var part = sample.MetaPart is null ? new JsonPart(null, this) : sample.MetaPart.With(this);
        return sample with { MetaPart = part ?? JsonPart.Of(AddTo(sample.Meta!)) };
    }

    /// <summary>Adds this source to a meta object, which it changes.</summary>
    internal JsonObject AddTo(JsonObject meta)
    {
        if (meta.TryGetPropertyValue(Name, out var own))
        {
            meta.Remove(Name);
            meta["source.original"] = own;
        }

        meta[Name] = new JsonObject { ["file"] = File, ["line"] = Line };
        return meta;
    }
}
