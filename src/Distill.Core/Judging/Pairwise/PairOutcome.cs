namespace Distill.Core.Judging.Pairwise;

/// <summary>How a candidate's answer compares with the baseline's.</summary>
public enum PairOutcome
{
    /// <summary>The candidate's is better.</summary>
    Good,

    /// <summary>Neither is better, or the two orders contradict each other.</summary>
    Same,

    /// <summary>The candidate's is worse.</summary>
    Bad,

    /// <summary>A verdict could not be read. Counted, never taken for a result.</summary>
    Invalid,
}
