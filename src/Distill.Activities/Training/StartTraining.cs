using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Core.Training;
using Distill.Orchestrations;
using Distill.Orchestrations.Training;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Training;

/// <summary>Uploads a candidate's training files and starts its job.</summary>
public sealed class StartTraining(RunWorkspace workspace, IFineTuningProvider training)
{
    // What platforms take when no number of epochs is given, for the estimate only.
    private const int UsualEpochs = 3;
    private const int BytesPerToken = 4;

    /// <summary>The activity. Each id that the platform gives is noted at once, so repeating it uploads and starts only what is missing.</summary>
    /// <exception cref="RunFailedException">The training would pass the budget by estimate, or the platform refuses it.</exception>
    [Function(ActivityNames.StartTraining)]
    public Task<TrainingJob> RunAsync([ActivityTrigger] TrainingInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.StartTraining, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Round);

    private async Task<TrainingJob> ExecuteAsync(TrainingInput input, CancellationToken cancellationToken)
    {
        var model = workspace.GetModel(input.Student.Model);
        await CheckBudgetAsync(input, model, cancellationToken);
        var path = RunPaths.TrainingJob(input.RunId, input.Round, input.Student.Name);
        var started =
            await RunBlobs.ReadAsync<StartedTraining>(workspace.Blobs, path, cancellationToken)
            ?? new StartedTraining { Model = input.Student.Model };
        try
        {
            if (started.TrainingFile is null)
            {
                started = started with { TrainingFile = await UploadAsync(input, model, input.TrainingFile, cancellationToken) };
                await RunBlobs.WriteAsync(workspace.Blobs, path, started, cancellationToken);
            }

            if (started.ValidationFile is null && input.ValidationFile is { } validation)
            {
                started = started with { ValidationFile = await UploadAsync(input, model, validation, cancellationToken) };
                await RunBlobs.WriteAsync(workspace.Blobs, path, started, cancellationToken);
            }

            if (started.JobId is null)
            {
                started = started with { JobId = await training.StartAsync(model, Request(input, started), cancellationToken) };
                await RunBlobs.WriteAsync(workspace.Blobs, path, started, cancellationToken);
            }
        }
        catch (ModelPlatformException error) when (!error.MayRetry)
        {
            throw new RunFailedException($"The training of student '{input.Student.Name}' could not be started: {error.Message}", error);
        }

        return new TrainingJob(input, started.JobId);
    }

    private async Task<string> UploadAsync(TrainingInput input, ModelEntry model, string part, CancellationToken cancellationToken)
    {
        var path = RunPaths.TrainingFile(input.RunId, input.Round, part);
        await using var content = await workspace.Blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        return await training.UploadAsync(model, $"{input.RunId}-r{input.Round}-{part}.jsonl", content, cancellationToken);
    }

    private static FineTuningRequest Request(TrainingInput input, StartedTraining started) =>
        new()
        {
            BaseModel = input.BaseModel,
            Method = input.Method,
            Beta = input.Beta,
            TrainingFile = started.TrainingFile!,
            ValidationFile = started.ValidationFile,
            // Unique for run, round and candidate, so that a start whose answer was lost finds its job again.
            Suffix = $"{input.RunId}-r{input.Round}-{input.Student.Name}",
            Epochs = input.Student.Epochs,
            LearningRateMultiplier = input.Student.LearningRateMultiplier,
            BatchSize = input.Student.BatchSize,
            Seed = input.Student.Seed,
        };

    private async Task CheckBudgetAsync(TrainingInput input, ModelEntry model, CancellationToken cancellationToken)
    {
        if (input.Money is not { } money || model.TrainingPrice == 0)
        {
            return;
        }

        var path = RunPaths.TrainingFile(input.RunId, input.Round, input.TrainingFile);
        var bytes = (await workspace.Blobs.FindAsync(path, cancellationToken))?.Length ?? 0;
        var estimate = model.TrainingCostOf(bytes / BytesPerToken * (input.Student.Epochs ?? UsualEpochs));
        if (estimate > money)
        {
            throw new RunFailedException(
                $"The run's budget would be passed: {money:0.######} is left for the training of student '{input.Student.Name}', which is estimated at "
                    + $"{estimate:0.######}. Raise 'budget' in the spec, or lower 'epochs'."
            );
        }
    }
}
