using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Judging.Verdicts;

/// <summary>What is known of one pair so far.</summary>
internal sealed class VerdictPair(VerdictRecord first)
{
    private readonly PairOutcome?[] _verdicts = new PairOutcome?[2];
    private readonly List<PairOutcome>?[] _votes = new List<PairOutcome>?[2];

    public string? Slice { get; } = first.Slice;

    public string? Candidate { get; } = first.Candidate;

    public string? Baseline { get; } = first.Baseline;

    /// <summary>True when the file names the place of each verdict, and the reading of places can be wrong.</summary>
    public bool ByPlace { get; private set; } = true;

    public bool IsBothOrders => _verdicts[0] is not null && _verdicts[1] is not null;

    /// <summary>The verdict with the candidate's answer first, or null.</summary>
    public PairOutcome? CandidateFirst => _verdicts[0];

    /// <summary>The verdict with the baseline's answer first, or null.</summary>
    public PairOutcome? BaselineFirst => _verdicts[1];

    /// <summary>The verdicts given, one or two.</summary>
    public IEnumerable<PairOutcome> Verdicts => _verdicts.OfType<PairOutcome>();

    /// <summary>The votes; where the lines of both orders repeat them, once.</summary>
    public IReadOnlyList<PairOutcome> Votes => _votes[0] ?? _votes[1] ?? [];

    public PairJudgement Judgement => new(Preference(_verdicts[0], true), Preference(_verdicts[1], false));

    /// <summary>Takes a line in; false when it says of the same order something else than an earlier one.</summary>
    public bool Add(VerdictRecord record, out bool repeated)
    {
        var order = record.CandidateFirst ? 0 : 1;
        repeated = _verdicts[order] == record.Verdict;
        if (_verdicts[order] is { } earlier && earlier != record.Verdict)
        {
            return false;
        }

        _verdicts[order] = record.Verdict;
        ByPlace &= record.ByPlace;
        if (record.Gold.Count > 0)
        {
            (_votes[order] ??= []).AddRange(record.Gold);
        }

        return true;
    }

    /// <summary>Both orders together, or the one there is.</summary>
    public PairOutcome Outcome(OrderCombination combination) =>
        IsBothOrders ? Judgement.Combine(combination) : _verdicts[0] ?? _verdicts[1] ?? PairOutcome.Invalid;

    private static PairPreference? Preference(PairOutcome? outcome, bool candidateFirst) =>
        outcome switch
        {
            PairOutcome.Good => candidateFirst ? PairPreference.First : PairPreference.Second,
            PairOutcome.Bad => candidateFirst ? PairPreference.Second : PairPreference.First,
            PairOutcome.Same => PairPreference.Same,
            _ => null,
        };
}
