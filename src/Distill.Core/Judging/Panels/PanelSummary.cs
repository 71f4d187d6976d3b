using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Panels;

/// <summary>The verdicts of a panel on many pairs, and how far the judges disagree. Immutable.</summary>
public sealed record PanelSummary
{
    /// <summary>The majorities.</summary>
    public required GsbCounts Gsb { get; init; }

    /// <summary>Pairs without a majority; they count as same.</summary>
    public required long WithoutMajority { get; init; }

    /// <summary>Share of pairs with at least two valid verdicts on which all agree; null when there is none.</summary>
    public required Estimate? Unanimous { get; init; }

    /// <summary>By judge: share of the pairs with a majority on which it is part of it; null where it gave no valid verdict.</summary>
    public required IReadOnlyDictionary<string, Estimate?> WithMajority { get; init; }
}
