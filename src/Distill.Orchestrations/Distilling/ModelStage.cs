using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Orchestrations.FanOuts;
using Distill.Orchestrations.Progress;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Distilling;

/// <summary>Asks models for whole datasets, within the run's money and time, and accounts for it.</summary>
internal sealed class ModelStage(TaskOrchestrationContext context, StagePlan plan, RunLog log)
{
    /// <summary>When the run must have ended; null is never.</summary>
    public DateTimeOffset? Deadline { get; } = plan.Deadline is { } time ? new DateTimeOffset(log.Began, TimeSpan.Zero) + time : null;

    /// <summary>Money that is left; null is no limit.</summary>
    public decimal? MoneyLeft => plan.Budget - log.Spent;

    /// <summary>Has a model answer every record of a dataset.</summary>
    public Task<ShardOutcome> AnswerAsync(string stage, int round, ShardSet shards, ModelUse use) =>
        RunAsync(ActivityNames.InferShard, "answer", stage, round, shards, use);

    /// <summary>Has the judge score every answer of a dataset.</summary>
    public Task<ShardOutcome> JudgeAsync(string stage, int round, ShardSet shards, ModelUse use) =>
        RunAsync(ActivityNames.JudgeShard, "judge", stage, round, shards, use);

    /// <summary>The judge scores online replies.</summary>
    public Task<ShardOutcome> JudgeRepliesAsync(string stage, int round, ShardSet shards, ModelUse use) =>
        RunAsync(ActivityNames.JudgeReplies, "judge", stage, round, shards, use);

    /// <summary>A judge scores or compares the answers of an evaluation.</summary>
    /// <param name="round">The round.</param>
    /// <param name="shards">The matched answers.</param>
    /// <param name="use">The judge.</param>
    /// <param name="planPath">The blob that says how it is asked.</param>
    public Task<ShardOutcome> JudgeAnswersAsync(int round, ShardSet shards, ModelUse use, string planPath) =>
        RunAsync(ActivityNames.JudgeAnswers, "judge", RunStages.Judge, round, shards, use, planPath);

    /// <summary>Fails the run once its time is over.</summary>
    /// <exception cref="RunFailedException">The deadline has passed.</exception>
    public void ThrowIfLate()
    {
        if (Deadline is { } deadline && context.CurrentUtcDateTime >= deadline.UtcDateTime)
        {
            throw new RunFailedException($"The run's deadline of {plan.Deadline} has passed. Give the spec a later 'deadline'.");
        }
    }

    private async Task<ShardOutcome> RunAsync(
        string activity,
        string operation,
        string stage,
        int round,
        ShardSet shards,
        ModelUse use,
        string? planPath = null
    )
    {
        ThrowIfLate();
        var input = new FanOutInput
        {
            Activity = activity,
            Template = Template(shards, use) with { PlanPath = planPath },
            Model = plan.Models[use.Model],
            Count = shards.Shards,
            InFlight = plan.InFlight,
            Money = MoneyLeft,
            Before = log.UsageOf(use.Model, stage),
            Stage = stage,
            Round = round,
        };
        var options = new SubOrchestrationOptions(instanceId: RunParts.Id(plan.RunId, shards.Target));
        var outcome = await context.CallSubOrchestratorAsync<ShardOutcome>(nameof(InferenceFanOut), input, options);
        log.Add(use.Model, stage, outcome.Usage);
        if (outcome.Failure is { } failure)
        {
            throw new RunFailedException(failure);
        }

        var collect = new CollectInput(plan.RunId, shards.Source, shards.Target, shards.Shards, operation, use.FineTunedModel ?? use.Model);
        await context.CallActivityAsync<DatasetReference>(ActivityNames.CollectShards, collect, Retries.Transient);
        return outcome;
    }

    private ShardInput Template(ShardSet shards, ModelUse use) =>
        new()
        {
            RunId = plan.RunId,
            Model = use.Model,
            FineTunedModel = use.FineTunedModel,
            Parameters = use.Parameters,
            Source = shards.Source,
            Target = shards.Target,
            Index = 0,
            Share = new RateShare(null, null, 1),
            Deadline = Deadline,
            UseCache = use.UseCache,
        };
}
