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

    private CheckpointBy By => plan.Spec.Checkpoint.By ?? CheckpointBy.Judge;

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
        var choice = await ChooseAsync(training, isTrained ? from : null, mix);
        return choice.Model == from
            ? trained with
            {
                Choice = choice,
                Note = "No checkpoint is better than the model it was trained from, which goes on.",
            }
            : trained with
            {
                Model = choice.Model,
                Choice = choice,
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
            TakesResult = By == CheckpointBy.Last,
            Deadline = models.Deadline,
            Money = models.MoneyLeft,
        };

    private Task<CheckpointChoice> ChooseAsync(TrainingOutcome training, string? before, MixOutcome mix)
    {
        var (spec, rule) = (plan.Spec, plan.Spec.Checkpoint);
        var selection = new CheckpointSelection(context, models, plan.RunId, By, rule.Most, spec.Judge);
        return selection.ChooseAsync(
            Round,
            training,
            before,
            mix.Validation,
            new ModelUse(plan.Online.Model, spec.Evaluation.Parameters, true)
        );
    }
}
