using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Progress;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Turning;

/// <summary>The first steps of a turn: what came in, and which of it is worked on.</summary>
internal sealed class TrafficSteps(TaskOrchestrationContext context, TurnPlan plan, RunLog log, ModelStage models)
{
    private const int Round = 1;

    /// <summary>Joins logs and feedback.</summary>
    public async Task<JoinOutcome> JoinAsync()
    {
        await log.BeginAsync(RunStages.Join, Round);
        var join = await CallAsync<JoinOutcome>(ActivityNames.JoinFeedback, new TurnStep(plan.RunId));
        log.Add("joined", join.Joined.DatasetId);
        var counts = new Dictionary<string, long>
        {
            ["imported"] = join.Figures.Replies,
            ["rejected"] = join.Figures.Malformed,
            ["with_feedback"] = join.Figures.WithFeedback,
            ["late"] = join.Figures.Late,
            ["unknown_feedback"] = join.Figures.Unknown,
        };
        await log.EndAsync(join.Figures.Replies, counts);
        return join;
    }

    /// <summary>Has unrated replies judged, then sorts all.</summary>
    public async Task<SelectionOutcome> SelectAsync(JoinOutcome join)
    {
        await log.BeginAsync(RunStages.Select, Round);
        string? judged = null;
        if (join.Unrated is { Records: > 0 } unrated)
        {
            judged = RunDatasets.Judged(unrated.DatasetId);
            await models.JudgeRepliesAsync(
                RunStages.Select,
                Round,
                new ShardSet(unrated.DatasetId, judged, unrated.Shards),
                ModelUse.Of(plan.Spec.Judge)
            );
        }

        var selection = await CallAsync<SelectionOutcome>(ActivityNames.SelectReplies, new TurnStep(plan.RunId, judged));
        if (selection.Low is { } low)
        {
            log.Add("low", low.DatasetId);
        }

        await log.EndAsync(join.Figures.Replies, new() { ["low"] = selection.LowCount, ["liked"] = selection.Liked });
        return selection;
    }

    /// <summary>Asks the teacher for what disliked replies are compared with.</summary>
    public async Task ReferencesAsync(SelectionOutcome selection)
    {
        if (selection.Disliked is { Records: > 0 } disliked && plan.Spec.Evaluation.References == CompareSpec.TeacherReferences)
        {
            var shards = new ShardSet(disliked.DatasetId, RunDatasets.References(plan.RunId), disliked.Shards);
            await models.AnswerAsync(RunStages.Teacher, Round, shards, ModelUse.Of(plan.Spec.Teacher));
        }
    }

    private Task<T> CallAsync<T>(string activity, object input) => context.CallActivityAsync<T>(activity, input, Retries.Transient);
}
