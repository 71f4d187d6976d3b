namespace Distill.Core.Formats.Writing;

/// <summary>What a format could not carry: by field, in how many samples; and which samples could not be written at all. Not thread-safe.</summary>
public sealed class WriteLoss
{
    private readonly SortedDictionary<string, long> fields = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SkippedSamples> skipped = new(StringComparer.Ordinal);

    /// <summary>Number of samples by field that was left out, for example <c>scores</c> or <c>meta.asid</c>; indexes are written as <c>[i]</c>.</summary>
    public IReadOnlyDictionary<string, long> Fields => fields;

    /// <summary>Samples that were left out as a whole, by reason.</summary>
    public IReadOnlyDictionary<string, SkippedSamples> Skipped => skipped;

    /// <summary>True when everything was carried.</summary>
    public bool IsNone => fields.Count == 0 && skipped.Count == 0;

    internal void Field(string name) => fields[name] = fields.GetValueOrDefault(name) + 1;

    internal void Skip(string reason, string id) =>
        skipped[reason] = skipped.TryGetValue(reason, out var before)
            ? before with
            {
                Count = before.Count + 1,
            }
            : new SkippedSamples(1, id);
}
