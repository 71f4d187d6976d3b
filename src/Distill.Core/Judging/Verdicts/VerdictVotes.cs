using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Judging.Verdicts;

/// <summary>Counts how a judge's verdicts stand to human votes.</summary>
internal sealed class VerdictVotes(OrderCombination combination)
{
    private readonly SortedDictionary<AgreementConvention, (long Agreed, long Compared)> _counts = new(
        Enum.GetValues<AgreementConvention>().ToDictionary(convention => convention, _ => (0L, 0L))
    );

    /// <summary>True when there was a vote to compare with.</summary>
    public bool Any { get; private set; }

    /// <summary>Counts by vote and combined verdict, in the order good, same, bad.</summary>
    public long[][] Confusion { get; } = [new long[3], new long[3], new long[3]];

    public IReadOnlyList<VerdictAgreement> Agreements =>
        Any ? [.. _counts.Select(count => new VerdictAgreement(count.Key, count.Value.Agreed, count.Value.Compared))] : [];

    /// <summary>Counts by the verdicts with the candidate first and with the baseline first, in the same order.</summary>
    public long[][] BetweenOrders { get; } = [new long[3], new long[3], new long[3]];

    public void Add(VerdictPair pair)
    {
        if (pair is { CandidateFirst: { } forward and not PairOutcome.Invalid, BaselineFirst: { } backward and not PairOutcome.Invalid })
        {
            BetweenOrders[(int)forward][(int)backward]++;
        }

        var combined = pair.Outcome(combination);
        foreach (var vote in pair.Votes.Where(vote => vote != PairOutcome.Invalid))
        {
            Any = true;
            Compare(combined, vote, AgreementConvention.WithTies, AgreementConvention.WithoutTies);
            foreach (var verdict in pair.Verdicts)
            {
                Compare(verdict, vote, AgreementConvention.EachOrderWithTies, AgreementConvention.EachOrderWithoutTies);
            }

            Accuracy(AgreementConvention.Accuracy, combined, vote);
            Accuracy(AgreementConvention.AccuracyTieYields, pair.Outcome(OrderCombination.TieYields), vote);
            Accuracy(AgreementConvention.AccuracyCandidateFirst, pair.CandidateFirst, vote);
            Accuracy(AgreementConvention.AccuracyBaselineFirst, pair.BaselineFirst, vote);
            if (combined != PairOutcome.Invalid)
            {
                Confusion[(int)vote][(int)combined]++;
            }
        }
    }

    private void Accuracy(AgreementConvention convention, PairOutcome? verdict, PairOutcome vote)
    {
        if (verdict is { } given && vote != PairOutcome.Same)
        {
            Count(convention, given == vote);
        }
    }

    private void Compare(PairOutcome verdict, PairOutcome vote, AgreementConvention withTies, AgreementConvention withoutTies)
    {
        if (verdict == PairOutcome.Invalid)
        {
            return;
        }

        Count(withTies, verdict == vote);
        if (verdict != PairOutcome.Same && vote != PairOutcome.Same)
        {
            Count(withoutTies, verdict == vote);
        }
    }

    private void Count(AgreementConvention convention, bool agreed)
    {
        var (all, compared) = _counts[convention];
        _counts[convention] = (all + (agreed ? 1 : 0), compared + 1);
    }
}
