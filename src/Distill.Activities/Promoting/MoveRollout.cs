using Distill.Core.Promotion;
using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Promoting;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Promoting;

/// <summary>Moves a rollout on, to its end, or back; repeating it is harmless.</summary>
public sealed class MoveRollout(RolloutDesk desk)
{
    /// <summary>The activity.</summary>
    [Function(ActivityNames.MoveRollout)]
    public Task<RolloutProgress> RunAsync([ActivityTrigger] RolloutMove move, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.MoveRollout,
            move.RolloutId,
            async () => RolloutProgress.Of(await MoveAsync(move, cancellationToken))
        );

    private async Task<RolloutRecord> MoveAsync(RolloutMove move, CancellationToken cancellationToken) =>
        move.What switch
        {
            RolloutEvent.Approve => await desk.ApproveAsync(move.RolloutId, move.By, move.Reason, cancellationToken),
            RolloutEvent.Decline => await desk.DeclineAsync(move.RolloutId, move.By, move.Reason, cancellationToken),
            RolloutEvent.Advance => await desk.EnterAsync(move.RolloutId, move.Position, move.By, move.Reason, cancellationToken),
            RolloutEvent.Complete => await desk.CompleteAsync(move.RolloutId, move.By, move.Reason, cancellationToken),
            _ => await BackAsync(move, cancellationToken),
        };

    private async Task<RolloutRecord> BackAsync(RolloutMove move, CancellationToken cancellationToken)
    {
        var (rollout, refusal) = await desk.BackAsync(move.RolloutId, move.By, move.Reason, cancellationToken);
        return refusal is null ? rollout : throw new RunFailedException(refusal);
    }
}
