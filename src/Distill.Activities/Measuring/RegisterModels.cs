using Distill.Core.Evaluation;
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Training;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Measuring;

/// <summary>Puts every student that was trained into the registry, with what it learned from and what was measured.</summary>
public sealed class RegisterModels(RunWorkspace workspace, IModelRegistry registry)
{
    /// <summary>The activity. A version that is there already stays as it is.</summary>
    [Function(ActivityNames.RegisterModels)]
    public Task RunAsync([ActivityTrigger] MeasureInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.RegisterModels, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Round);

    private async Task ExecuteAsync(MeasureInput input, CancellationToken cancellationToken)
    {
        var path = RunPaths.Measurement(input.RunId, input.Round);
        var measured = (await RunBlobs.ReadAsync<RoundMeasurement>(workspace.Blobs, path, cancellationToken))!;
        foreach (var training in input.Trainings.Where(training => training.FineTunedModel is not null))
        {
            if (await registry.FindAsync(training.FineTunedModel!, cancellationToken) is null)
            {
                await registry.AddAsync(await VersionAsync(input, training, measured, cancellationToken), cancellationToken);
            }
        }
    }

    private async Task<ModelVersion> VersionAsync(
        MeasureInput input,
        TrainingOutcome training,
        RoundMeasurement measured,
        CancellationToken cancellationToken
    )
    {
        var own = measured.Models.First(model =>
            model.Measurement.Role == ModelRole.StudentAfter && model.Measurement.Model == training.FineTunedModel
        );
        var quality = new Dictionary<string, double>(StringComparer.Ordinal);
        if (own.Measurement.Quality is { } estimate)
        {
            quality[own.Measurement.QualityMetric] = estimate.Value;
        }

        if (own.Measurement.Classification is { } classification)
        {
            quality["macro_f1"] = classification.MacroF1;
        }

        var augmented = await workspace.FindDatasetAsync(RunDatasets.AugmentedTrain(input.RunId, training.Round), cancellationToken);
        return new ModelVersion
        {
            Id = training.FineTunedModel!,
            Name = training.Student,
            BaseModel = training.Model,
            RunId = input.RunId,
            Datasets = [augmented?.Id ?? RunDatasets.Train(input.RunId, training.Round), RunDatasets.Validation(input.RunId)],
            JobId = training.JobId,
            CreatedAt = workspace.Time.GetUtcNow(),
            Quality = quality,
        };
    }
}
