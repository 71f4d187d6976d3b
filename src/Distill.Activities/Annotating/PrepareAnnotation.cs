using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Annotating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Annotating;

/// <summary>Finds project, dataset and models of a round, so that a wrong name fails before anything is paid.</summary>
public sealed class PrepareAnnotation(RunWorkspace workspace, IAnnotationStore store, IModelProbe probe)
{
    /// <summary>The activity. Repeating it changes nothing.</summary>
    /// <exception cref="RunFailedException">There is no such project, dataset or model, or the round is not valid.</exception>
    /// <exception cref="ModelAccessException">A model cannot be used.</exception>
    [Function(ActivityNames.PrepareAnnotation)]
    public Task<AnnotationPlan> RunAsync([ActivityTrigger] AnnotationRoundInput round, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.PrepareAnnotation, round.RunId, () => ExecuteAsync(round, cancellationToken));

    private async Task<AnnotationPlan> ExecuteAsync(AnnotationRoundInput round, CancellationToken cancellationToken)
    {
        if (round.Fault() is { } fault)
        {
            throw new RunFailedException($"The annotation round '{round.RoundId}' is not valid: {fault}");
        }

        _ = await AnnotationProjects.GetAsync(store, round.Project, cancellationToken);
        var dataset = await workspace.GetDatasetAsync(round.Dataset, cancellationToken);
        return new AnnotationPlan(
            dataset.Shards.Count,
            await ProbedAsync(round.Teacher, cancellationToken),
            await ProbedAsync(round.Judge, cancellationToken)
        );
    }

    private async Task<ModelEntry?> ProbedAsync(string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return null;
        }

        var entry = workspace.GetModel(name);
        _ = await probe.ProbeAsync(entry, cancellationToken);
        return entry;
    }
}
