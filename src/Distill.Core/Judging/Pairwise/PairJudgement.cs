using System.Runtime.InteropServices;

namespace Distill.Core.Judging.Pairwise;

/// <summary>One pair of answers, judged in both orders.</summary>
/// <param name="CandidateFirst">The verdict with the candidate's answer shown first; null when it could not be read.</param>
/// <param name="BaselineFirst">The verdict with the baseline's answer shown first; null when it could not be read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairJudgement(PairPreference? CandidateFirst, PairPreference? BaselineFirst)
{
    /// <summary>True when both orders name the same answer, or both neither.</summary>
    public bool IsConsistent => IsValid && Outcome(CandidateFirst, true) == Outcome(BaselineFirst, false);

    /// <summary>True when both verdicts could be read.</summary>
    public bool IsValid => CandidateFirst is not null && BaselineFirst is not null;

    /// <summary>The places preferred: 1 when the first place won both orders, -1 when the second did, 0 when the place made no difference; half where one order is a tie.</summary>
    public double FirstPlaceLean => IsValid ? (Lean(CandidateFirst!.Value) + Lean(BaselineFirst!.Value)) / 2.0 : 0;

    /// <summary>The outcome of both orders together; invalid when one of them is, or where ties yield, when both are.</summary>
    public PairOutcome Combine(OrderCombination combination = OrderCombination.Strict)
    {
        var (forward, backward) = (Outcome(CandidateFirst, true), Outcome(BaselineFirst, false));
        return (forward, backward) switch
        {
            _ when forward == backward => forward,
            (PairOutcome.Invalid, _) when combination == OrderCombination.TieYields => backward,
            (_, PairOutcome.Invalid) when combination == OrderCombination.TieYields => forward,
            _ when !IsValid => PairOutcome.Invalid,
            (PairOutcome.Same, _) when combination == OrderCombination.TieYields => backward,
            (_, PairOutcome.Same) when combination == OrderCombination.TieYields => forward,
            _ => PairOutcome.Same,
        };
    }

    /// <summary>A verdict in one order as an outcome for the candidate.</summary>
    /// <param name="preference">The verdict.</param>
    /// <param name="candidateFirst">True when the candidate's answer was shown first.</param>
    public static PairOutcome Outcome(PairPreference? preference, bool candidateFirst) =>
        preference switch
        {
            null => PairOutcome.Invalid,
            PairPreference.Same => PairOutcome.Same,
            PairPreference.First => candidateFirst ? PairOutcome.Good : PairOutcome.Bad,
            _ => candidateFirst ? PairOutcome.Bad : PairOutcome.Good,
        };

    private static int Lean(PairPreference preference) => 1 - (int)preference;
}
