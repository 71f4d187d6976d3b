using Distill.Core.Statistics;

namespace Distill.Core.Judging.Pairwise;

/// <summary>A candidate against a baseline by one judge: counts of pairs judged in both orders, and what follows from them. Immutable and additive over shards.</summary>
public sealed record PairSummary
{
    /// <summary>No pair.</summary>
    public static PairSummary Empty { get; } = new();

    /// <summary>What the two orders make together.</summary>
    public OrderCombination Combination { get; init; }

    /// <summary>Pairs by the verdicts of both orders; only those that occurred.</summary>
    public IReadOnlyList<PairVerdictCount> Verdicts { get; init; } = [];

    /// <summary>Outcomes by how long the candidate's answer is beside the baseline's.</summary>
    public IReadOnlyDictionary<LengthRelation, GsbCounts> ByLength { get; init; } = new Dictionary<LengthRelation, GsbCounts>();

    /// <summary>Pairs, invalid ones too.</summary>
    public long Pairs => Verdicts.Sum(verdict => verdict.Count);

    /// <summary>Pairs with valid verdicts in both orders.</summary>
    public long ValidPairs => Valid.Sum(verdict => verdict.Count);

    /// <summary>Verdicts of single orders that could not be read; of two a pair.</summary>
    public long InvalidVerdicts =>
        Verdicts.Sum(verdict =>
            ((verdict.Judgement.CandidateFirst is null ? 1 : 0) + (verdict.Judgement.BaselineFirst is null ? 1 : 0)) * verdict.Count
        );

    /// <summary>GSB counts with win rate and sign test.</summary>
    public GsbCounts Gsb =>
        Verdicts.Aggregate(default(GsbCounts), (sum, verdict) => sum.Add(verdict.Judgement.Combine(Combination), verdict.Count));

    /// <summary>Share of valid pairs with the same verdict in both orders, with its 95% Wilson interval; null when no pair is valid.</summary>
    public Estimate? Consistency => Share(judgement => judgement.IsConsistent);

    /// <summary>Share of valid pairs whose verdicts lean to the place shown first.</summary>
    public Estimate? FirstBiased => Share(judgement => judgement.FirstPlaceLean > 0);

    /// <summary>Share of valid pairs whose verdicts lean to the place shown second.</summary>
    public Estimate? SecondBiased => Share(judgement => judgement.FirstPlaceLean < 0);

    /// <summary>
    /// How much oftener the first place is preferred than the second, -1 to 1, with its 95% interval (Student's t over pairs); 0 is fair. Both answers stood
    /// in both places, so their quality has no part in it. Null when no pair is valid.
    /// </summary>
    public Estimate? PositionBias =>
        MeanInterval.Of(
            ValidPairs,
            Valid.Sum(verdict => verdict.Judgement.FirstPlaceLean * verdict.Count),
            Valid.Sum(verdict => verdict.Judgement.FirstPlaceLean * verdict.Judgement.FirstPlaceLean * verdict.Count),
            -1,
            1
        );

    /// <summary>
    /// Share of the decided pairs of clearly unequal length that the longer answer won, with its 95% Wilson interval; null when there is none. Far from 1/2 in a
    /// comparison of near equals it is the judge's taste; else the longer answers may be the better ones.
    /// </summary>
    public Estimate? LongerWins
    {
        get
        {
            var (longer, shorter) = (ByLength.GetValueOrDefault(LengthRelation.Longer), ByLength.GetValueOrDefault(LengthRelation.Shorter));
            var decided = longer.Good + longer.Bad + shorter.Good + shorter.Bad;
            return decided == 0 ? null : WilsonInterval.Of(longer.Good + shorter.Bad, decided);
        }
    }

    private IEnumerable<PairVerdictCount> Valid => Verdicts.Where(verdict => verdict.Judgement.IsValid);

    /// <summary>A pair more.</summary>
    /// <param name="judgement">The verdicts.</param>
    /// <param name="length">How long the candidate's answer is beside the baseline's.</param>
    public PairSummary Add(PairJudgement judgement, LengthRelation length = LengthRelation.Similar) =>
        this + Of([(judgement, length)], Combination);

    /// <summary>The summary of these pairs.</summary>
    public static PairSummary Of(
        IEnumerable<(PairJudgement Judgement, LengthRelation Length)> pairs,
        OrderCombination combination = OrderCombination.Strict
    )
    {
        var verdicts = new Dictionary<PairJudgement, long>();
        var lengths = new SortedDictionary<LengthRelation, GsbCounts>();
        foreach (var (judgement, length) in pairs)
        {
            verdicts[judgement] = verdicts.GetValueOrDefault(judgement) + 1;
            lengths[length] = lengths.GetValueOrDefault(length).Add(judgement.Combine(combination));
        }

        return Of(verdicts, lengths, combination);
    }

    /// <summary>Both together.</summary>
    /// <exception cref="ArgumentException">They combine the orders differently.</exception>
    public static PairSummary operator +(PairSummary left, PairSummary right)
    {
        if (left.Combination != right.Combination && left.Pairs > 0 && right.Pairs > 0)
        {
            throw new ArgumentException("The summaries combine the two orders differently.", nameof(right));
        }

        var verdicts = left.Verdicts.ToDictionary(verdict => verdict.Judgement, verdict => verdict.Count);
        foreach (var (judgement, count) in right.Verdicts)
        {
            verdicts[judgement] = verdicts.GetValueOrDefault(judgement) + count;
        }

        var lengths = new SortedDictionary<LengthRelation, GsbCounts>(left.ByLength.ToDictionary());
        foreach (var (length, counts) in right.ByLength)
        {
            lengths[length] = lengths.GetValueOrDefault(length) + counts;
        }

        return Of(verdicts, lengths, left.Pairs > 0 ? left.Combination : right.Combination);
    }

    /// <summary>How lengths compare; a tenth is no difference.</summary>
    /// <param name="candidate">Length of the candidate's answer in characters.</param>
    /// <param name="baseline">Length of the baseline's.</param>
    public static LengthRelation Compare(int candidate, int baseline) =>
        candidate > baseline * 1.1 ? LengthRelation.Longer
        : baseline > candidate * 1.1 ? LengthRelation.Shorter
        : LengthRelation.Similar;

    private static PairSummary Of(
        Dictionary<PairJudgement, long> verdicts,
        SortedDictionary<LengthRelation, GsbCounts> lengths,
        OrderCombination combination
    ) =>
        new()
        {
            Combination = combination,
            Verdicts =
            [
                .. verdicts
                    .OrderBy(pair => pair.Key.CandidateFirst)
                    .ThenBy(pair => pair.Key.BaselineFirst)
                    .Select(pair => new PairVerdictCount(pair.Key, pair.Value)),
            ],
            ByLength = lengths,
        };

    private Estimate? Share(Func<PairJudgement, bool> holds)
    {
        var valid = ValidPairs;
        return valid == 0 ? null : WilsonInterval.Of(Valid.Where(verdict => holds(verdict.Judgement)).Sum(verdict => verdict.Count), valid);
    }
}
