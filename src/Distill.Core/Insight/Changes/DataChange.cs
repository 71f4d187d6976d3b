namespace Distill.Core.Insight.Changes;

/// <summary>How a recipe changed data.</summary>
/// <param name="Before">The data that it was given.</param>
/// <param name="After">What it left.</param>
public sealed record DataChange(DataProfile Before, DataProfile After)
{
    /// <summary>The change between what two profilers saw, with histograms in the same bins.</summary>
    public static DataChange Of(DataProfiler before, DataProfiler after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new DataChange(before.Finish(after), after.Finish(before));
    }

    /// <summary>The fields of the data before, each beside what is left of it; one that nothing is left of is missing in all samples.</summary>
    public IEnumerable<(FieldInsight Before, FieldInsight After)> Pairs() =>
        Before.Fields.Select(field =>
            (field, After.Field(field.Name) ?? new FieldInsight(field.Name, field.IsTime, After.Records, After.Records, null, null))
        );

    /// <summary>True where a field is distributed as before: the same share of samples in each bin, or with each of the most frequent values.</summary>
    public static bool IsUnchanged(FieldInsight before, FieldInsight after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return IsSameShare(before.Missing, after.Missing)
            && Same(before.Numbers?.Histogram, after.Numbers?.Histogram, bin => (bin.Low, bin.Count))
            && Same(before.Values?.Top, after.Values?.Top, entry => (entry.Value, entry.Count));

        bool IsSameShare(long first, long second) => first * after.Records == second * before.Records;

        bool Same<T, TKey>(IReadOnlyList<T>? first, IReadOnlyList<T>? second, Func<T, (TKey Key, long Count)> of) =>
            first?.Count == second?.Count
            && (first ?? [])
                .Select(of)
                .Zip((second ?? []).Select(of))
                .All(pair => Equals(pair.First.Key, pair.Second.Key) && IsSameShare(pair.First.Count, pair.Second.Count));
    }
}
