namespace Distill.Core.Statistics;

/// <summary>What a running comparison shows so far.</summary>
public enum SequentialOutcome
{
    /// <summary>Not enough yet: judge more pairs.</summary>
    Continue,

    /// <summary>The candidate is better.</summary>
    Better,

    /// <summary>The candidate is worse.</summary>
    Worse,
}
