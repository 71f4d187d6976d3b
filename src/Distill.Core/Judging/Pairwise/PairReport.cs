using Distill.Core.Statistics;

namespace Distill.Core.Judging.Pairwise;

/// <summary>A comparison by dimension and slice. Immutable and additive over shards.</summary>
public sealed record PairReport
{
    /// <summary>No pair.</summary>
    public static PairReport Empty { get; } = new();

    /// <summary>The groups, by dimension, the group of all pairs before its slices.</summary>
    public IReadOnlyList<PairGroup> Groups { get; init; } = [];

    /// <summary>All pairs of a dimension.</summary>
    public PairSummary Of(string dimension = PairGroup.Overall) =>
        Groups.FirstOrDefault(group => group.Dimension == dimension && group.Slice is null)?.Summary ?? PairSummary.Empty;

    /// <summary>The report of one pair.</summary>
    /// <param name="judgement">The verdicts of both orders.</param>
    /// <param name="dimension">What was judged.</param>
    /// <param name="slices">The slices that the pair belongs to, each once.</param>
    /// <param name="length">How long the candidate's answer is beside the baseline's.</param>
    /// <param name="combination">What the two orders make together.</param>
    public static PairReport Of(
        PairJudgement judgement,
        string dimension = PairGroup.Overall,
        IReadOnlyList<string>? slices = null,
        LengthRelation length = LengthRelation.Similar,
        OrderCombination combination = OrderCombination.Strict
    )
    {
        var summary = PairSummary.Of([(judgement, length)], combination);
        return Merge([.. (slices ?? []).Prepend(null!).Select(slice => new PairGroup(dimension, slice, summary))]);
    }

    /// <summary>Mid-p values of the sign test by slice of a dimension, corrected over the slices (<see cref="HolmCorrection"/>).</summary>
    public IReadOnlyDictionary<string, double> SliceP(string dimension = PairGroup.Overall)
    {
        var slices = Groups.Where(group => group.Dimension == dimension && group.Slice is not null).ToList();
        var adjusted = HolmCorrection.Adjust([.. slices.Select(group => group.Summary.Gsb.SignTest.MidP)]);
        return slices.Zip(adjusted).ToDictionary(pair => pair.First.Slice!, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>All of them together.</summary>
    public static PairReport Sum(IEnumerable<PairReport> reports) => Merge(reports.SelectMany(report => report.Groups));

    /// <summary>Both together.</summary>
    public static PairReport operator +(PairReport left, PairReport right) => Merge(left.Groups.Concat(right.Groups));

    private static PairReport Merge(IEnumerable<PairGroup> groups) =>
        new()
        {
            Groups =
            [
                .. groups
                    .GroupBy(group => (group.Dimension, group.Slice))
                    .OrderBy(group => group.Key.Dimension, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Slice, StringComparer.Ordinal)
                    .Select(group => new PairGroup(
                        group.Key.Dimension,
                        group.Key.Slice,
                        group.Aggregate(PairSummary.Empty, (sum, next) => sum + next.Summary)
                    )),
            ],
        };
}
