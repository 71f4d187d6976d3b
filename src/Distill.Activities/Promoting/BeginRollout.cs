using Distill.Core.Promotion;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Promoting;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Promoting;

/// <summary>Begins a rollout, or finds where it stands: declined when its decision or its alias does not allow it.</summary>
public sealed class BeginRollout(RolloutDesk desk)
{
    /// <summary>The activity.</summary>
    [Function(ActivityNames.BeginRollout)]
    public Task<RolloutProgress> RunAsync([ActivityTrigger] RolloutInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.BeginRollout,
            input.RolloutId,
            async () => RolloutProgress.Of(await desk.BeginAsync(Asked(input), ByOf(input), cancellationToken))
        );

    private static string ByOf(RolloutInput input) => input.By.Length > 0 ? input.By : RolloutAudit.Watch;

    private static RolloutRecord Asked(RolloutInput input) =>
        new()
        {
            Id = input.RolloutId,
            RunId = input.RunId,
            Alias = input.Alias,
            Challenger = input.Challenger,
            Plan = input.Plan,
            DecisionPath = input.DecisionPath,
            DecisionSha256 = input.DecisionSha256,
            State = RolloutState.Rolling,
            CreatedAt = default,
            UpdatedAt = default,
        };
}
