using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Verdicts;

/// <summary>What one judge's verdicts amount to, on one dimension and slice.</summary>
public sealed record VerdictGroupSummary
{
    /// <summary>The judge's name; empty when the file has none.</summary>
    public required string Judge { get; init; }

    /// <summary>What was judged.</summary>
    public required string Dimension { get; init; }

    /// <summary>The slice; null for all pairs.</summary>
    public string? Slice { get; init; }

    /// <summary>Pairs judged in both orders, from which consistency and bias come.</summary>
    public required PairSummary BothOrders { get; init; }

    /// <summary>Pairs judged in one order only; their verdicts count as they are.</summary>
    public required GsbCounts OneOrder { get; init; }

    /// <summary>All pairs: GSB counts and win rate of the candidate.</summary>
    public GsbCounts Gsb => BothOrders.Gsb + OneOrder;

    /// <summary>Share of consistent pairs among all that were judged in both orders, invalid ones too (the denominator of MT-Bench's table); null when there is none.</summary>
    public Estimate? ConsistencyOfAll => OfAll(BothOrders.Consistency);

    /// <summary>Share leaning to the first place among the same.</summary>
    public Estimate? FirstBiasedOfAll => OfAll(BothOrders.FirstBiased);

    /// <summary>Share leaning to the second place among the same.</summary>
    public Estimate? SecondBiasedOfAll => OfAll(BothOrders.SecondBiased);

    /// <summary>Agreement with the human votes by each convention; empty when there are no votes.</summary>
    public IReadOnlyList<VerdictAgreement> Agreement { get; init; } = [];

    /// <summary>Kappa of judge and votes over three outcomes; null when there are no votes.</summary>
    public CohenKappa? Kappa { get; init; }

    /// <summary>Kappa of the judge with itself in the other order: consistency beyond chance.</summary>
    public required CohenKappa KappaBetweenOrders { get; init; }

    /// <summary>Counts by vote, then by combined verdict, each in the order good, same, bad: what the kappa is of.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Confusion { get; init; } = [];

    /// <summary>Models, best win rate first; empty where the file names none.</summary>
    public IReadOnlyList<ModelRecord> Models { get; init; } = [];

    private Estimate? OfAll(Estimate? ofValid) =>
        ofValid is null ? null : WilsonInterval.Of((long)Math.Round(ofValid.Value * BothOrders.ValidPairs), BothOrders.Pairs);
}
