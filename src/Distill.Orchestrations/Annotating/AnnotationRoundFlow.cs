using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.FanOuts;
using Distill.Orchestrations.Progress;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Annotating;

/// <summary>The steps of one round, in order.</summary>
internal sealed class AnnotationRoundFlow(TaskOrchestrationContext context, AnnotationRoundInput round)
{
    // Tasks of so many shards are made at once: each is a few hundred writes into one store.
    private const int TaskShards = 4;

    private readonly Dictionary<string, InferenceUsage> _usage = [];

    public async Task<AnnotationRoundOutcome> RunAsync()
    {
        var plan = await CallAsync<AnnotationPlan>(ActivityNames.PrepareAnnotation, round);
        var (source, shards, failure) = await DraftAsync(plan);
        if (failure is not null)
        {
            return new AnnotationRoundOutcome { Usage = _usage, Failure = failure };
        }

        await MakeTasksAsync(source, shards);
        context.SetCustomStatus(new RunProgress(AnnotationStages.Annotate, 1, 0, 0, 0, _usage.Values.Sum(usage => usage.Cost)));
        await WaitForPeopleAsync();
        var outcome = await CallAsync<AnnotationRoundOutcome>(ActivityNames.WriteAnnotationDatasets, round);
        return outcome with { Usage = _usage };
    }

    // The dataset with drafts, its shards, and what made the round fail.
    private async Task<(string Dataset, int Shards, string? Failure)> DraftAsync(AnnotationPlan plan)
    {
        var (dataset, shards) = (round.Dataset, plan.Shards);
        if (plan.Teacher is { } teacher)
        {
            var parameters = new ChatParameters { Temperature = round.Temperature, MaxOutputTokens = round.MaxOutputTokens };
            var drafted = await FanOutAsync(
                ActivityNames.DraftShard,
                teacher,
                parameters,
                dataset,
                "drafts",
                shards,
                AnnotationStages.Draft
            );
            if (drafted.Failure is not null)
            {
                return (dataset, shards, drafted.Failure);
            }

            (dataset, shards) = await CollectAsync(dataset, "drafts", shards, teacher);
        }

        if (plan.Judge is { } judge)
        {
            var parameters = new ChatParameters { Temperature = 0 };
            var judged = await FanOutAsync(ActivityNames.JudgeDrafts, judge, parameters, dataset, "judged", shards, AnnotationStages.Judge);
            if (judged.Failure is not null)
            {
                return (dataset, shards, judged.Failure);
            }

            (dataset, shards) = await CollectAsync(dataset, "judged", shards, judge);
        }

        return (dataset, shards, null);
    }

    private async Task<ShardOutcome> FanOutAsync(
        string activity,
        ModelEntry model,
        ChatParameters parameters,
        string source,
        string role,
        int shards,
        string stage
    )
    {
        var outcome = await context.CallSubOrchestratorAsync<ShardOutcome>(
            nameof(InferenceFanOut),
            new FanOutInput
            {
                Activity = activity,
                Template = new ShardInput
                {
                    RunId = round.RunId,
                    Model = model.Name,
                    Parameters = parameters,
                    Source = source,
                    Target = Target(role),
                    Index = 0,
                    Share = new RateShare(null, null, 1),
                    Repeats = round.Drafts,
                },
                Model = model,
                Count = shards,
                InFlight = round.InFlight,
                Money = round.Budget - _usage.Values.Sum(usage => usage.Cost),
                Stage = stage,
                Round = 1,
            },
            new SubOrchestrationOptions(instanceId: $"{round.RoundId}-{role}")
        );
        var key = $"{model.Name}/{stage}";
        _usage[key] = (_usage.GetValueOrDefault(key) ?? new InferenceUsage()) + outcome.Usage;
        return outcome;
    }

    private async Task<(string Dataset, int Shards)> CollectAsync(string source, string role, int shards, ModelEntry model)
    {
        var input = new CollectInput(round.RunId, source, Target(role), shards, role, model.Name, $"{round.Project}/{role}");
        var collected = await CallAsync<DatasetReference>(ActivityNames.CollectShards, input);
        return (collected.DatasetId, collected.Shards);
    }

    private async Task MakeTasksAsync(string dataset, int shards)
    {
        for (var first = 0; first < shards; first += TaskShards)
        {
            await Task.WhenAll(
                Enumerable
                    .Range(first, Math.Min(TaskShards, shards - first))
                    .Select(index => CallAsync<int>(ActivityNames.CreateAnnotationTasks, new AnnotationShard(round, dataset, index)))
            );
        }
    }

    private async Task WaitForPeopleAsync()
    {
        // Without a policy there is nothing to be done at a deadline: people have all the time they need.
        var until = round.Deadline.Policy == Core.Annotation.DeadlinePolicy.Wait ? null : round.Deadline.At;
        var wait = new AnnotationWaitInput(round.Project, round.RoundId, until, round.PollSeconds);
        var options = new SubOrchestrationOptions(instanceId: AnnotationRounds.WaitInstance(round.RoundId));
        var left = await context.CallSubOrchestratorAsync<AnnotationProgress>(nameof(AnnotationWait), wait, options);
        if (left.Open > 0)
        {
            await CallAsync<int>(ActivityNames.MeetAnnotationDeadline, round);
        }
    }

    private string Target(string role) => $"{round.RoundId}-{role}";

    private Task<T> CallAsync<T>(string activity, object input) => context.CallActivityAsync<T>(activity, input, Retries.Transient);
}
