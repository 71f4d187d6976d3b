using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Progress;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Augmenting;

/// <summary>
/// Fills up thin classes of a round's training set: plan and calls, the teacher's texts, the gate, the teacher's answers to what passed, the new training
/// set. It comes after the split, so only training rows are seeds, and what is new is checked against validation and test set. Deterministic.
/// </summary>
internal sealed class AugmentationFlow(TaskOrchestrationContext context, RunPlan plan, RunLog log, ModelStage models)
{
    /// <summary>The training set that students learn from; the split's own when the run asks for no augmentation.</summary>
    public async Task<AugmentedTraining> RunAsync(RoundReference round, DatasetReference train)
    {
        if (plan.Augment is not { } augment)
        {
            return new AugmentedTraining(train, AugmentedTraining.Plain);
        }

        await log.BeginAsync(RunStages.Augment, round.Round);
        var step = new AugmentationStep(round.RunId, round.Round);
        var calls = await context.CallActivityAsync<AugmentationPrompts>(ActivityNames.PlanAugmentation, step, Retries.Transient);
        if (calls.DatasetId is null)
        {
            var why =
                calls.Missing == 0
                    ? "every class has the rows it is to have"
                    : $"{calls.Missing} rows are missing, and no call is affordable or useful";
            await log.EndAsync(0, [], why);
            return new AugmentedTraining(train, AugmentedTraining.Plain);
        }

        step = step with { Spent = await AskAsync(round, calls, RunDatasets.AugmentTexts(round.RunId, round.Round), Writing(augment)) };
        var prompts = await context.CallActivityAsync<AugmentationPrompts>(ActivityNames.GateAugmentation, step, Retries.Transient);
        if (prompts.DatasetId is not null)
        {
            var answers = RunDatasets.AugmentAnswers(round.RunId, round.Round);
            step = step with { Spent = step.Spent + await AskAsync(round, prompts, answers, ModelUse.Of(plan.Teacher)) };
        }

        return await FinishAsync(step);
    }

    private async Task<AugmentedTraining> FinishAsync(AugmentationStep step)
    {
        var finished = await context.CallActivityAsync<AugmentedTraining>(ActivityNames.FinishAugmentation, step, Retries.Transient);
        log.Add($"r{step.Round}.{finished.File}", finished.Train.DatasetId);
        await log.EndAsync(finished.Train.Records, new() { ["augmented"] = finished.Added, ["augment.dropped"] = finished.Dropped });
        return finished;
    }

    private async Task<decimal> AskAsync(RoundReference round, AugmentationPrompts prompts, string target, ModelUse use)
    {
        var shards = new ShardSet(prompts.DatasetId!, target, prompts.Shards);
        var outcome = await models.AnswerAsync(RunStages.Augment, round.Round, shards, use);
        return outcome.Usage.Cost;
    }

    // The teacher's limits and form are those of its answers: a list of texts is longer, and no JSON object.
    private ModelUse Writing(AugmentSpec augment) =>
        ModelUse.Of(plan.Teacher) with
        {
            Parameters = plan.Teacher.Parameters with
            {
                Temperature = augment.Temperature ?? plan.Teacher.Parameters.Temperature,
                MaxOutputTokens = null,
                ResponseFormat = null,
            },
        };
}
