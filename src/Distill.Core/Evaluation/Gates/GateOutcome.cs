namespace Distill.Core.Evaluation.Gates;

/// <summary>What follows for the challenger.</summary>
public enum GateOutcome
{
    /// <summary>It takes the baseline's place: every check passed.</summary>
    Promote,

    /// <summary>The baseline stays: a check failed.</summary>
    Keep,

    /// <summary>Nothing failed, but something is not shown yet: evaluate or label more samples.</summary>
    NeedMoreData,
}
