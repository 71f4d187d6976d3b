namespace Distill.Core.Splits;

/// <summary>Which set each sample went to, or why the dataset cannot be split.</summary>
public sealed record SplitResult
{
    /// <summary>Set by sample, in the order the samples were added; empty when refused.</summary>
    public IReadOnlyList<SplitSet> Sets { get; init; } = [];

    /// <summary>Samples by set and label: <c>Counts[Train]["positive"]</c>. A sample without a label counts under the empty text.</summary>
    public IReadOnlyDictionary<SplitSet, IReadOnlyDictionary<string, long>> Counts { get; init; } =
        new Dictionary<SplitSet, IReadOnlyDictionary<string, long>>();

    /// <summary>Groups that were kept whole.</summary>
    public int Groups { get; init; }

    /// <summary>Samples of the largest group.</summary>
    public int LargestGroup { get; init; }

    /// <summary>Why the dataset cannot be split so (what, figures, remedy); null when it was.</summary>
    public string? Refusal { get; init; }
}
