namespace Distill.Core.Evaluation.Gates;

/// <summary>How a check came out.</summary>
public enum GateCheckState
{
    /// <summary>Shown.</summary>
    Passed,

    /// <summary>Shown not to hold.</summary>
    Failed,

    /// <summary>Not shown either way, or not measured.</summary>
    Undecided,
}
