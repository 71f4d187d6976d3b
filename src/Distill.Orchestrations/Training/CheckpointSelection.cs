using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Training;
using Distill.Orchestrations.Distilling;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Training;

/// <summary>Asks the models that a training may end with about the validation rows, and takes the best. Answers and verdicts are journaled like all others, so a kill pays for none of them twice.</summary>
/// <param name="context">The orchestration.</param>
/// <param name="models">Asks models.</param>
/// <param name="runId">The run.</param>
/// <param name="by">What decides.</param>
/// <param name="most">Most checkpoints that are asked.</param>
/// <param name="judge">The judge; needed when it decides.</param>
/// <param name="task">What an answer is; null is a text.</param>
internal sealed class CheckpointSelection(
    TaskOrchestrationContext context,
    ModelStage models,
    string runId,
    CheckpointBy by,
    int most,
    JudgeSpec? judge,
    TaskSpec? task = null
)
{
    /// <summary>Chooses.</summary>
    /// <param name="round">The round that progress is shown of.</param>
    /// <param name="training">A training that made a model.</param>
    /// <param name="before">The model that was trained, when it is a choice too.</param>
    /// <param name="rows">The validation rows; null when there is none.</param>
    /// <param name="use">How the models are asked.</param>
    public async Task<CheckpointChoice> ChooseAsync(
        int round,
        TrainingOutcome training,
        string? before,
        DatasetReference? rows,
        ModelUse use
    )
    {
        if (!CheckpointSpec.IsAsked(by) || rows is not { Records: > 0 } || (most == 1 && before is null))
        {
            return CheckpointChoice.Own(training.FineTunedModel!);
        }

        var list = await CallAsync<CheckpointList>(ActivityNames.ListCheckpoints, new CheckpointQuery(runId, training, most, before));
        if (list.Models is [var only])
        {
            return CheckpointChoice.Own(only);
        }

        var answers = new List<KeyValuePair<string, string>>();
        foreach (var (i, model) in list.Models.Index())
        {
            var target = RunDatasets.Checkpoint(runId, training.Round, training.Student, i);
            answers.Add(new(model, await AskAsync(round, rows, target, use with { FineTunedModel = model })));
        }

        return await CallAsync<CheckpointChoice>(
            ActivityNames.ChooseCheckpoint,
            new CheckpointAnswers
            {
                RunId = runId,
                Training = training,
                By = by,
                Answers = answers,
                Task = task,
            }
        );
    }

    // The dataset that holds what the choice is made by.
    private async Task<string> AskAsync(int round, DatasetReference rows, string target, ModelUse use)
    {
        await models.AnswerAsync(RunStages.Train, round, new ShardSet(rows.DatasetId, target, rows.Shards), use);
        if (by != CheckpointBy.Judge)
        {
            return target;
        }

        var judged = RunDatasets.Judged(target);
        await models.JudgeAsync(RunStages.Train, round, new ShardSet(target, judged, rows.Shards), ModelUse.Of(judge!));
        return judged;
    }

    private Task<T> CallAsync<T>(string activity, object input) => context.CallActivityAsync<T>(activity, input, Retries.Transient);
}
