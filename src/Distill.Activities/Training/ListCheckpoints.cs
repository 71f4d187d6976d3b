using Distill.Core.Telemetry;
using Distill.Core.Training;
using Distill.Orchestrations;
using Distill.Orchestrations.Training;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Training;

/// <summary>Finds the models that a training may end with: the one before, the checkpoints of the lowest validation loss, and the training's own choice.</summary>
public sealed class ListCheckpoints(RunWorkspace workspace, IFineTuningProvider training)
{
    /// <summary>The activity. It only reads.</summary>
    [Function(ActivityNames.ListCheckpoints)]
    public Task<CheckpointList> RunAsync([ActivityTrigger] CheckpointQuery query, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.ListCheckpoints, query.RunId, () => ExecuteAsync(query, cancellationToken), query.Training.Round);

    private async Task<CheckpointList> ExecuteAsync(CheckpointQuery query, CancellationToken cancellationToken)
    {
        var model = workspace.GetModel(query.Training.Model);
        var all = await training.ListCheckpointsAsync(model, query.Training.JobId, cancellationToken);
        var own = query.Training.FineTunedModel!;
        // The result of a training is no checkpoint on every platform; it comes after all of them.
        var result = all.FirstOrDefault(checkpoint => checkpoint.Model == own) ?? new FineTuningCheckpoint(own, int.MaxValue, null);
        var models = all.Where(checkpoint => checkpoint.Model != own)
            .OrderBy(checkpoint => checkpoint.ValidationLoss ?? double.PositiveInfinity)
            .ThenByDescending(checkpoint => checkpoint.Step)
            .Take(query.Most - 1)
            .Append(result)
            .OrderBy(checkpoint => checkpoint.Step)
            .Select(checkpoint => checkpoint.Model);
        return new CheckpointList([.. new[] { query.Before }.OfType<string>(), .. models]);
    }
}
