using Distill.Core.Promotion;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Promoting;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Promoting;

/// <summary>Looks at the live traffic of a rollout's step and keeps what was seen.</summary>
public sealed class LookAtRollout(RolloutDesk desk)
{
    /// <summary>The activity.</summary>
    [Function(ActivityNames.LookAtRollout)]
    public Task<RolloutProgress> RunAsync([ActivityTrigger] RolloutLookInput look, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.LookAtRollout,
            look.RolloutId,
            async () => RolloutProgress.Of(await desk.LookAsync(look.RolloutId, look.Number, cancellationToken))
        );
}
