using Distill.Activities.Preparing;
using Distill.Core.Inference;
using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Evaluating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Evaluating;

/// <summary>Reads an evaluation's spec and probes its models, so that a wrong name, key or address fails before anything is paid.</summary>
public sealed class PrepareEvaluation(RunWorkspace workspace, IModelProbe probe)
{
    /// <summary>The activity. Repeating it changes nothing.</summary>
    /// <exception cref="RunFailedException">The spec does not fit this host.</exception>
    /// <exception cref="ModelAccessException">A model cannot be used.</exception>
    [Function(ActivityNames.PrepareEvaluation)]
    public Task<EvaluationPlan> RunAsync([ActivityTrigger] EvaluationInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.PrepareEvaluation, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Round);

    private async Task<EvaluationPlan> ExecuteAsync(EvaluationInput input, CancellationToken cancellationToken)
    {
        var spec = input.Spec ?? await workspace.ReadEvaluationSpecAsync(input.RunId, cancellationToken);
        var models = NamedModels.Find(spec.ModelFields.Select(named => named.Model), workspace.Models.Entries);
        var probes = await Task.WhenAll(models.Values.Select(entry => probe.ProbeAsync(entry, cancellationToken)));
        await RunBlobs.WriteAsync(
            workspace.Blobs,
            RunPaths.Evaluation(input.RunId, input.Part, EvaluationFiles.Plan),
            spec,
            cancellationToken
        );
        return new EvaluationPlan
        {
            Evaluation = input,
            Spec = spec,
            Models = models,
            Emulated = [.. probes.Where(result => result.Emulated).Select(result => result.Model).Order(StringComparer.Ordinal)],
        };
    }
}
