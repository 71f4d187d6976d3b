namespace Distill.Core.Promotion;

/// <summary>States of a rollout in words.</summary>
public static class RolloutWords
{
    /// <summary>The state as it stands in a sentence.</summary>
    public static string Of(RolloutState state) =>
        state switch
        {
            RolloutState.AwaitingApproval => "waiting for an approval",
            RolloutState.Declined => "declined",
            RolloutState.RolledBack => "rolled back",
            RolloutState.Promoted => "promoted",
            _ => "rolling",
        };
}
