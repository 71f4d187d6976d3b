namespace Distill.Core.Promotion;

/// <summary>Where a rollout stands.</summary>
public enum RolloutState
{
    /// <summary>A person is to approve it.</summary>
    AwaitingApproval,

    /// <summary>A step is under way.</summary>
    Rolling,

    /// <summary>The challenger has everything.</summary>
    Promoted,

    /// <summary>It was taken back: by a guard, for want of traffic, or by a person.</summary>
    RolledBack,

    /// <summary>A person declined it, or nobody approved it in time.</summary>
    Declined,
}
