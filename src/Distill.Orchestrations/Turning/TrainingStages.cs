using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Training;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Progress;
using Distill.Orchestrations.Training;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Turning;

/// <summary>The trainings of a turn, each on the model that the one before ended with, and the choice of their checkpoints on the validation rows.</summary>
internal sealed class TrainingStages(TaskOrchestrationContext context, TurnPlan plan, RunLog log, ModelStage models)
{
    // A turn has one round; the stages of training are counted apart from it.
    private const int Round = 1;

    public async Task<IReadOnlyList<TrainedStage>> RunAsync(MixOutcome mix)
    {
        var stages = new List<TrainedStage>();
        var (model, isTrained) = (plan.Online.Version, false);
        foreach (var (i, stage) in plan.Spec.Stages.Index())
        {
            await log.BeginAsync(RunStages.Train, Round);
            var trained = await StageAsync(i + 1, stage, model, isTrained, mix);
            stages.Add(trained);
            await log.EndAsync(
                trained.Rows,
                new() { [$"trained.{i + 1}.{stage.Method}"] = trained.Rows },
                $"{stage.Method}: {trained.Note ?? trained.Model}"
            );
            (model, isTrained) = (trained.Model ?? model, isTrained || trained.Model is not null);
        }

        return stages;
    }

    private async Task<TrainedStage> StageAsync(int number, StageSpec stage, string? from, bool isTrained, MixOutcome mix)
    {
        var set = stage.Method == StageSpec.Dpo ? mix.Pairs : mix.Training;
        var trained = new TrainedStage
        {
            Method = stage.Method,
            Rows = set?.Records ?? 0,
            From = from ?? plan.Online.Model,
        };
        if (set is null)
        {
            return trained with { Note = "There is nothing to learn from in this way." };
        }

        var input = InputOf(number, stage, from, mix);
        var options = new SubOrchestrationOptions(instanceId: RunParts.Id(plan.RunId, $"stage-{number}"));
        var training = await context.CallSubOrchestratorAsync<TrainingOutcome>(nameof(StudentTraining), input, options);
        if (training.Failure is { } failure)
        {
            throw new RunFailedException(failure);
        }

        trained = trained with { JobId = training.JobId, Cost = training.Cost };
        log.Add(plan.Online.Model, RunStages.Train, new Core.Inference.InferenceUsage { Cost = training.Cost });
        if (training.FineTunedModel is null)
        {
            return trained with { Note = training.Error };
        }

        // What a first stage was trained from is the online model: whether it is better is the gate's question, not that of the choice of checkpoints.
        var choice = await ChooseAsync(number, training, isTrained ? from : null, mix);
        return choice.Model == from
            ? trained with
            {
                Scores = choice.Scores,
                Note = "No checkpoint is better than the model it was trained from, which goes on.",
            }
            : trained with
            {
                Model = choice.Model,
                Scores = choice.Scores,
            };
    }

    private TrainingInput InputOf(int number, StageSpec stage, string? from, MixOutcome mix) =>
        new()
        {
            RunId = plan.RunId,
            Round = number,
            Student = new StudentSpec
            {
                Name = stage.Method,
                Model = plan.Online.Model,
                Epochs = stage.Epochs,
                LearningRateMultiplier = stage.LearningRateMultiplier,
                BatchSize = stage.BatchSize,
                Seed = stage.Seed,
            },
            BaseModel = from,
            Method = stage.Method == StageSpec.Dpo ? FineTuningMethod.Dpo : FineTuningMethod.Supervised,
            Beta = stage.Beta,
            // Platforms measure the loss on rows of the training's own form: pairs have no validation rows of their own.
            ValidationFile = stage.Method == StageSpec.Dpo || mix.Validation is null ? null : TrainingInput.Validation,
            Deadline = models.Deadline,
            Money = models.MoneyLeft,
        };

    private async Task<CheckpointChoice> ChooseAsync(int number, TrainingOutcome training, string? before, MixOutcome mix)
    {
        if (mix.Validation is not { } rows)
        {
            return new CheckpointChoice(training.FineTunedModel!, new Dictionary<string, double>());
        }

        var query = new CheckpointQuery(plan.RunId, training, plan.Spec.Evaluation.Checkpoints, before);
        var list = await CallAsync<CheckpointList>(ActivityNames.ListCheckpoints, query);
        if (list.Models is [var only])
        {
            return new CheckpointChoice(only, new Dictionary<string, double>());
        }

        var answers = new List<KeyValuePair<string, string>>();
        foreach (var (i, model) in list.Models.Index())
        {
            var target = $"{rows.DatasetId}-{number}-{i}";
            var use = new ModelUse(plan.Online.Model, plan.Spec.Evaluation.Parameters, true, model);
            await models.AnswerAsync(RunStages.Train, Round, new ShardSet(rows.DatasetId, target, rows.Shards), use);
            answers.Add(new(model, target));
        }

        return await CallAsync<CheckpointChoice>(ActivityNames.ChooseCheckpoint, new CheckpointAnswers(plan.RunId, number, answers));
    }

    private Task<T> CallAsync<T>(string activity, object input) => context.CallActivityAsync<T>(activity, input, Retries.Transient);
}
