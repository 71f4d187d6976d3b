using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Promoting;

/// <summary>
/// A rollout: approval, shadow and canary steps watched by live figures, the end or the way back. The instance id is the rollout's id; people speak to it by the events of
/// <see cref="RolloutSignals"/>. Where it stands is in its record, so that a long one begins anew with an empty history.
/// </summary>
public static class Rollout
{
    /// <summary>Looks until the instance begins anew.</summary>
    internal const int LooksPerHistory = 50;

    /// <summary>The orchestrator.</summary>
    [Function(nameof(Rollout))]
    public static Task<RolloutOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<RolloutInput>() ?? throw new InvalidOperationException($"{nameof(Rollout)} needs an input.");
        return new RolloutFlow(context, input).RunAsync();
    }
}
