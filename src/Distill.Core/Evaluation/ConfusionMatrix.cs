namespace Distill.Core.Evaluation;

/// <summary>How often each expected class was answered with each value. Immutable and additive: shards are counted apart and summed.</summary>
public sealed record ConfusionMatrix
{
    /// <summary>No answer.</summary>
    public static ConfusionMatrix Empty { get; } = new();

    /// <summary>Counts by expected class, then by answered value; only pairs that occurred.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Counts { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, long>>();

    /// <summary>Answers without a value, by expected class; they count as wrong.</summary>
    public IReadOnlyDictionary<string, long> Invalid { get; init; } = new Dictionary<string, long>();

    /// <summary>The matrix of these answers.</summary>
    /// <param name="answers">Expected class and answered value, null where the answer had none.</param>
    public static ConfusionMatrix Of(IEnumerable<(string Expected, string? Answered)> answers)
    {
        var counts = new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal);
        var invalid = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (expected, answered) in answers)
        {
            if (answered is null)
            {
                invalid[expected] = invalid.GetValueOrDefault(expected) + 1;
            }
            else
            {
                Count(counts, expected, answered, 1);
            }
        }

        return Of(counts, invalid);
    }

    /// <summary>Both together.</summary>
    public static ConfusionMatrix operator +(ConfusionMatrix left, ConfusionMatrix right)
    {
        var counts = new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal);
        var invalid = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var matrix in new[] { left, right })
        {
            foreach (var (expected, row) in matrix.Counts)
            {
                foreach (var (answered, count) in row)
                {
                    Count(counts, expected, answered, count);
                }
            }

            foreach (var (expected, count) in matrix.Invalid)
            {
                invalid[expected] = invalid.GetValueOrDefault(expected) + count;
            }
        }

        return Of(counts, invalid);
    }

    internal long At(string expected, string answered) => Counts.TryGetValue(expected, out var row) ? row.GetValueOrDefault(answered) : 0;

    private static void Count(SortedDictionary<string, SortedDictionary<string, long>> counts, string expected, string answered, long by)
    {
        if (!counts.TryGetValue(expected, out var row))
        {
            counts[expected] = row = new SortedDictionary<string, long>(StringComparer.Ordinal);
        }

        row[answered] = row.GetValueOrDefault(answered) + by;
    }

    private static ConfusionMatrix Of(
        SortedDictionary<string, SortedDictionary<string, long>> counts,
        SortedDictionary<string, long> invalid
    ) => new() { Counts = counts.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, long>)pair.Value), Invalid = invalid };
}
