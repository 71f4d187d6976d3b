namespace Distill.Core.Judging.Verdicts;

/// <summary>Which verdicts and votes an agreement is counted over. Published figures differ by it, so each is given.</summary>
public enum AgreementConvention
{
    /// <summary>Three outcomes; both orders together, a contradiction being a tie. MT-Bench's setup S1.</summary>
    WithTies,

    /// <summary>Two outcomes: only pairs where neither judge nor vote is a tie. MT-Bench's setup S2.</summary>
    WithoutTies,

    /// <summary>Accuracy: only votes that are no ties; a judge's tie, contradiction or invalid verdict is wrong. LLMBar's figure for both orders.</summary>
    Accuracy,

    /// <summary>The same, where a tie or an invalid verdict in one order yields to what the other says (<see cref="Pairwise.OrderCombination.TieYields"/>). JudgeBench's figure.</summary>
    AccuracyTieYields,

    /// <summary>The same of the verdicts with the candidate's answer first only: order AB.</summary>
    AccuracyCandidateFirst,

    /// <summary>The same of the verdicts with the baseline's answer first only: order BA.</summary>
    AccuracyBaselineFirst,

    /// <summary>Each order's verdict by itself, three outcomes.</summary>
    EachOrderWithTies,

    /// <summary>Each order's verdict by itself, only where neither it nor the vote is a tie.</summary>
    EachOrderWithoutTies,
}
