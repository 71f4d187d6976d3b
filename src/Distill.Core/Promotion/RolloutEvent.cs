namespace Distill.Core.Promotion;

/// <summary>What can happen to a rollout.</summary>
public enum RolloutEvent
{
    /// <summary>A person approved.</summary>
    Approve,

    /// <summary>A person declined, or the time for an approval is over.</summary>
    Decline,

    /// <summary>A step was passed and another follows.</summary>
    Advance,

    /// <summary>The last step was passed, or a person skipped those that were left.</summary>
    Complete,

    /// <summary>A guard was breached, traffic did not come, or a person took it back.</summary>
    RollBack,
}
