using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Annotating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Annotating;

/// <summary>Counts the open tasks of a round, as far as it matters: what has ended is not read.</summary>
public sealed class CountAnnotations(IAnnotationStore store)
{
    /// <summary>The activity.</summary>
    [Function(ActivityNames.CountAnnotations)]
    public Task<AnnotationProgress> RunAsync([ActivityTrigger] AnnotationWaitInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.CountAnnotations,
            input.RoundId,
            async () =>
                new AnnotationProgress(
                    await store
                        .ListOpenAsync(input.Project, input.RoundId, cancellationToken)
                        .Take(AnnotationProgress.MaxCounted)
                        .CountAsync(cancellationToken)
                )
        );
}
