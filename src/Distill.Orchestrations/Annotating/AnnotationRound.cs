using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Annotating;

/// <summary>
/// A round of annotation: the teacher drafts, the judge scores the drafts, people decide, and what they decided becomes datasets. The instance id is the
/// round's id. A model that cannot be used ends it with a failure in its outcome; what was paid is told.
/// </summary>
public static class AnnotationRound
{
    /// <summary>The orchestrator.</summary>
    [Function(nameof(AnnotationRound))]
    public static Task<AnnotationRoundOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var round =
            context.GetInput<AnnotationRoundInput>() ?? throw new InvalidOperationException($"{nameof(AnnotationRound)} needs an input.");
        return new AnnotationRoundFlow(context, round).RunAsync();
    }
}
