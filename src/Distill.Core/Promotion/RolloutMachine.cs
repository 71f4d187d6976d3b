namespace Distill.Core.Promotion;

/// <summary>The states of a rollout and what leads from one to another. Pure.</summary>
public static class RolloutMachine
{
    /// <summary>The state after an event; null when the event cannot happen in this state.</summary>
    /// <remarks>A rollout that was taken back or declined is over: another try is another rollout, with a decision of its own. One that was promoted can still be taken back.</remarks>
    public static RolloutState? Next(RolloutState state, RolloutEvent happened) =>
        (state, happened) switch
        {
            (RolloutState.AwaitingApproval, RolloutEvent.Approve) => RolloutState.Rolling,
            (RolloutState.AwaitingApproval, RolloutEvent.Decline) => RolloutState.Declined,
            (RolloutState.Rolling, RolloutEvent.Advance) => RolloutState.Rolling,
            (RolloutState.Rolling, RolloutEvent.Complete) => RolloutState.Promoted,
            (RolloutState.Rolling or RolloutState.Promoted, RolloutEvent.RollBack) => RolloutState.RolledBack,
            _ => null,
        };

    /// <summary>True when the orchestration of a rollout has nothing left to do.</summary>
    public static bool IsOver(RolloutState state) => state is RolloutState.Promoted or RolloutState.RolledBack or RolloutState.Declined;
}
