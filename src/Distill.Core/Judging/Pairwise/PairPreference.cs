namespace Distill.Core.Judging.Pairwise;

/// <summary>Which of two answers a judge prefers, by the place in which they were shown.</summary>
public enum PairPreference
{
    /// <summary>The answer shown first: A.</summary>
    First,

    /// <summary>Neither.</summary>
    Same,

    /// <summary>The answer shown second: B.</summary>
    Second,
}
