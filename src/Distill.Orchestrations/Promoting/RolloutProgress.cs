using Distill.Core.Promotion;

namespace Distill.Orchestrations.Promoting;

/// <summary>Where a rollout stands: what activities answer, and the custom status of its orchestration.</summary>
/// <param name="State">Its state.</param>
/// <param name="Position">-1 before the first step, the index of the step, the number of steps at the end.</param>
/// <param name="Looks">Looks at live traffic so far.</param>
/// <param name="Action">What the latest look decided for this step; null without one.</param>
/// <param name="ApprovalUntil">Until when an approval is waited for; null when none is needed.</param>
/// <param name="Summary">Where it stands and why, in a sentence.</param>
public sealed record RolloutProgress(
    RolloutState State,
    int Position,
    int Looks,
    RolloutAction? Action,
    DateTimeOffset? ApprovalUntil,
    string Summary
)
{
    /// <summary>The progress of a record.</summary>
    public static RolloutProgress Of(RolloutRecord rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var latest = rollout.Looks.Count > 0 && rollout.Looks[^1].Position == rollout.Position ? rollout.Looks[^1] : null;
        return new RolloutProgress(
            rollout.State,
            rollout.Position,
            rollout.LookCount,
            latest?.Verdict.Action,
            rollout.ApprovalUntil,
            rollout.Summary
        );
    }
}
