namespace Distill.Core.Datasets;

/// <summary>Counts rejects as they come. Not thread-safe.</summary>
public sealed class RejectTally
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reject> examples = new(StringComparer.Ordinal);

    /// <summary>Rejects so far.</summary>
    public long Total { get; private set; }

    /// <summary>Counts one.</summary>
    public void Add(Reject reject)
    {
        ArgumentNullException.ThrowIfNull(reject);
        Total++;
        counts[reject.Reason] = counts.GetValueOrDefault(reject.Reason) + 1;
        examples.TryAdd(reject.Reason, reject);
    }

    /// <summary>What was counted so far.</summary>
    public RejectSummary ToSummary() => new(new Dictionary<string, long>(counts), new Dictionary<string, Reject>(examples));
}
