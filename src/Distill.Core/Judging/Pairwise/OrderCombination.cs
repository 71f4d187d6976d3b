namespace Distill.Core.Judging.Pairwise;

/// <summary>What the verdicts of the two orders make together.</summary>
public enum OrderCombination
{
    /// <summary>Only the same verdict in both orders counts; any contradiction is <see cref="PairOutcome.Same"/>. The default, and the rule of MT-Bench.</summary>
    Strict,

    /// <summary>A tie or an invalid verdict in one order yields to what the other says; opposite preferences are <see cref="PairOutcome.Same"/>. The rule of JudgeBench.</summary>
    TieYields,
}
