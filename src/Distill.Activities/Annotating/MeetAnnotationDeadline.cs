using Distill.Core.Annotation;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Annotating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Annotating;

/// <summary>Carries out the deadline's policy on what is still open in a round.</summary>
public sealed class MeetAnnotationDeadline(IAnnotationStore store, AnnotationDesk desk)
{
    /// <summary>The activity. A task that has ended, by this or otherwise, stays as it is.</summary>
    /// <returns>How many tasks were looked at.</returns>
    [Function(ActivityNames.MeetAnnotationDeadline)]
    public Task<int> RunAsync([ActivityTrigger] AnnotationRoundInput round, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.MeetAnnotationDeadline, round.RunId, () => ExecuteAsync(round, cancellationToken));

    private async Task<int> ExecuteAsync(AnnotationRoundInput round, CancellationToken cancellationToken)
    {
        var met = 0;
        await foreach (var head in store.ListOpenAsync(round.Project, round.RoundId, cancellationToken))
        {
            var action = new AnnotationAction.MeetDeadline(AnnotationDecision.Policy, Certainly: true);
            _ = await desk.ApplyAsync(round.Project, head.Id, action, null, cancellationToken);
            met++;
        }

        return met;
    }
}
