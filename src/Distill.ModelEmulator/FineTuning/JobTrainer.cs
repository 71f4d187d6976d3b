using Distill.ModelEmulator.Files;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Protocol;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>Takes one job from its files to its model.</summary>
internal sealed class JobTrainer(
    JobStore jobs,
    FileCatalogue files,
    ModelCatalogue models,
    JobLog log,
    IOptions<EmulatorOptions> options,
    TimeProvider timeProvider
)
{
    private const int LeastExamples = 10;
    private const int CheckpointsKept = 3;
    private const int MetricEvents = 20;

    /// <summary>Checks the files of a job; null when they are wrong and the job has failed.</summary>
    public async Task<TrainingSet?> ValidateAsync(FineTuningJob job, CancellationToken cancellationToken)
    {
        try
        {
            var (training, tokens) = await ReadAsync(job, job.TrainingFile, "training_file", cancellationToken);
            if (training.Count < LeastExamples)
            {
                throw ApiException.Invalid(
                    $"The file has {training.Count} examples; at least {LeastExamples} are needed.",
                    "training_file",
                    "too_few_examples"
                );
            }

            var validation = job.ValidationFile is { } file ? (await ReadAsync(job, file, "validation_file", cancellationToken)).Pairs : [];
            var learner = models.GetStudent(job.Model).Learner;
            return TrainingSet.Create(training, validation, learner.ValidationShare, job.Seed, tokens);
        }
        catch (ApiException exception)
        {
            await FailAsync(job.Id, new JobError(exception.Code ?? "invalid_training_file", exception.Message, exception.Param), []);
            return null;
        }
    }

    /// <summary>Trains, saving a checkpoint an epoch and the metrics of each step.</summary>
    public async Task TrainAsync(FineTuningJob job, TrainingSet set, CancellationToken cancellationToken)
    {
        var learnerOptions = models.GetStudent(job.Model).Learner;
        var plan = job.Hyperparameters.Resolve(learnerOptions, job.Seed);
        await jobs.UpdateAsync(
            job.Id,
            stored =>
                stored with
                {
                    Job = stored.Job with { Status = JobStatus.Running, Hyperparameters = Hyperparameters.Of(plan) },
                    Events = [.. stored.Events, log.Message("Fine-tuning job started.")],
                }
        );
        var learner = Learners.Create(learnerOptions, plan, set.Training, set.Validation, cancellationToken, models.Learned(job.Model));
        var result = new ResultFile();
        var steps = plan.Epochs * ((set.Training.Count + plan.BatchSize - 1) / plan.BatchSize);
        foreach (var step in learner.Train())
        {
            cancellationToken.ThrowIfCancellationRequested();
            result.Add(step);
            if (!step.IsFinite)
            {
                var error = new JobError(
                    "training_diverged",
                    $"The loss left the range of numbers at step {step.Step}; lower the learning rate.",
                    "learning_rate_multiplier"
                );
                await FailAsync(job.Id, error, [await SaveAsync(job, result)]);
                return;
            }

            await ReportAsync(job, learner, step, steps);
            if (learnerOptions.StepMilliseconds > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(learnerOptions.StepMilliseconds), timeProvider, cancellationToken);
            }
        }

        await SucceedAsync(job, learner.Snapshot(), await SaveAsync(job, result), set.Tokens * plan.Epochs);
    }

    /// <summary>Ends a job as failed.</summary>
    public Task FailAsync(string jobId, JobError error, IReadOnlyList<string> resultFiles) =>
        jobs.UpdateAsync(
            jobId,
            stored =>
                stored with
                {
                    Job = stored.Job with { Status = JobStatus.Failed, Error = error, FinishedAt = log.Now, ResultFiles = resultFiles },
                    Events = [.. stored.Events, log.Message(error.Message, "error")],
                }
        );

    private async Task<(List<TrainingPair> Pairs, long Tokens)> ReadAsync(
        FineTuningJob job,
        string file,
        string param,
        CancellationToken cancellationToken
    )
    {
        await using var content = files.Open(file);
        return await TrainingFile.ReadAsync(content, job.Hyperparameters.Beta is not null, param, cancellationToken);
    }

    private async Task ReportAsync(FineTuningJob job, ILearner learner, TrainingStep step, int steps)
    {
        if (step.EndsEpoch)
        {
            await AddCheckpointAsync(job, learner.Snapshot(), step);
        }

        if (step.EndsEpoch || step.Step == 1 || step.Step % Math.Max(1, steps / MetricEvents) == 0)
        {
            await jobs.UpdateAsync(job.Id, stored => stored with { Events = [.. stored.Events, log.Metrics(step, steps)] });
        }
    }

    private async Task AddCheckpointAsync(FineTuningJob job, LearnedModel model, TrainingStep step)
    {
        await models.AddAsync(CheckpointModel(job, step.Step), model);
        var metrics = new CheckpointMetrics(
            step.Step,
            step.TrainLoss,
            step.TrainAccuracy,
            step.ValidLoss,
            step.ValidAccuracy,
            step.ValidLoss,
            step.ValidAccuracy
        );
        var checkpoint = new JobCheckpoint(
            $"ftckpt_{JobNames.Short(job.Id)}{step.Step}",
            log.Now,
            JobNames.Checkpoint(job, step.Step),
            job.Id,
            metrics,
            step.Step
        );
        IReadOnlyList<JobCheckpoint> dropped = [];
        await jobs.UpdateAsync(
            job.Id,
            stored =>
            {
                JobCheckpoint[] all = [.. stored.Checkpoints, checkpoint];
                dropped = all[..^Math.Min(CheckpointsKept, all.Length)];
                return stored with
                {
                    Checkpoints = all[dropped.Count..],
                    Events = [.. stored.Events, log.Message($"Checkpoint created at step {step.Step}.")],
                };
            }
        );
        foreach (var old in dropped)
        {
            models.Remove(CheckpointModel(job, old.StepNumber));
        }
    }

    private async Task SucceedAsync(FineTuningJob job, LearnedModel model, string resultFile, long tokens)
    {
        var name = JobNames.Model(job);
        var fineTuned = new FineTunedModel(JobNames.Short(job.Id), name, models.RootOf(job.Model), log.Now);
        await models.AddAsync(fineTuned, model);
        var succeeded = await jobs.UpdateAsync(
            job.Id,
            stored =>
                stored with
                {
                    Job = stored.Job with
                    {
                        Status = JobStatus.Succeeded,
                        FineTunedModel = name,
                        FinishedAt = log.Now,
                        ResultFiles = [resultFile],
                        TrainedTokens = tokens,
                    },
                    Events =
                    [
                        .. stored.Events,
                        log.Message($"New fine-tuned model created: {name}"),
                        log.Message("The job has successfully completed."),
                    ],
                }
        );
        if (!succeeded)
        {
            models.Remove(fineTuned);
        }
    }

    private async Task<string> SaveAsync(FineTuningJob job, ResultFile result)
    {
        var content = result.ToBytes(options.Value.ResultFileEncoding == EmulatorOptions.Base64);
        var file = await files.AddAsync($"step_metrics_{JobNames.Short(job.Id)}.csv", "fine-tune-results", new MemoryStream(content));
        return file.Id;
    }

    private FineTunedModel CheckpointModel(FineTuningJob job, int step) =>
        new($"{JobNames.Short(job.Id)}-step-{step}", JobNames.Checkpoint(job, step), models.RootOf(job.Model), job.CreatedAt);
}
