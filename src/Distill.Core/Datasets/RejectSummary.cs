namespace Distill.Core.Datasets;

/// <summary>Rejects counted by reason, with the first of each as an example. Immutable; small enough to be an activity's result.</summary>
/// <param name="Counts">Rejected records by reason.</param>
/// <param name="Examples">The first reject of each reason.</param>
public sealed record RejectSummary(IReadOnlyDictionary<string, long> Counts, IReadOnlyDictionary<string, Reject> Examples)
{
    /// <summary>No reject.</summary>
    public static RejectSummary Empty { get; } = new(new Dictionary<string, long>(), new Dictionary<string, Reject>());

    /// <summary>All rejected records.</summary>
    public long Total => Counts.Values.Sum();

    /// <summary>Both together; an example of the left side stays.</summary>
    public RejectSummary Merge(RejectSummary other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var counts = new Dictionary<string, long>(Counts, StringComparer.Ordinal);
        foreach (var (reason, count) in other.Counts)
        {
            counts[reason] = counts.GetValueOrDefault(reason) + count;
        }

        var examples = new Dictionary<string, Reject>(Examples, StringComparer.Ordinal);
        foreach (var (reason, example) in other.Examples)
        {
            examples.TryAdd(reason, example);
        }

        return new RejectSummary(counts, examples);
    }
}
