namespace Distill.Orchestrations.Promoting;

/// <summary>Names of the external events of a rollout; each carries a <see cref="RolloutSignal"/>.</summary>
public static class RolloutSignals
{
    /// <summary>A person approves.</summary>
    public const string Approve = "RolloutApprove";

    /// <summary>A person declines.</summary>
    public const string Decline = "RolloutDecline";

    /// <summary>A person skips the steps that are left.</summary>
    public const string Complete = "RolloutComplete";

    /// <summary>A person takes it back.</summary>
    public const string Back = "RolloutBack";
}
