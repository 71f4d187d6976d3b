namespace Distill.Core.Evaluation;

/// <summary>What follows from a round's results.</summary>
public enum DecisionOutcome
{
    /// <summary>A student meets the goal.</summary>
    Done,

    /// <summary>No student meets it, and another round may mend that.</summary>
    AnotherRound,

    /// <summary>No student meets it, and no round is left or none would help.</summary>
    StopNotMet,
}
