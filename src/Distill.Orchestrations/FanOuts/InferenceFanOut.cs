using Distill.Core.Models;
using Distill.Orchestrations.Progress;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.FanOuts;

/// <summary>
/// Asks a model for many shards, a window of them at a time. More than <see cref="MaxShards"/> are cut into further orchestrations, one after the other,
/// so that no history grows beyond what a replay can carry. It never throws for a failed shard: what was paid up to then comes back with the failure.
/// </summary>
public static class InferenceFanOut
{
    /// <summary>Most shards of one orchestration.</summary>
    public const int MaxShards = 500;

    /// <summary>The orchestrator.</summary>
    [Function(nameof(InferenceFanOut))]
    public static Task<ShardOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<FanOutInput>() ?? throw new InvalidOperationException($"{nameof(InferenceFanOut)} needs an input.");
        return input.Count > MaxShards ? InPartsAsync(context, input) : new ShardWindow(context, input).RunAsync();
    }

    private static async Task<ShardOutcome> InPartsAsync(TaskOrchestrationContext context, FanOutInput input)
    {
        var total = ShardOutcome.None;
        for (var first = 0; first < input.Count && total.Failure is null; first += MaxShards)
        {
            var part = input with
            {
                First = input.First + first,
                Count = Math.Min(MaxShards, input.Count - first),
                Money = input.Money - total.Usage.Cost,
                Before = input.Before + total.Usage,
            };
            var options = new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-p{part.First}");
            total += await context.CallSubOrchestratorAsync<ShardOutcome>(nameof(InferenceFanOut), part, options);
            var done = Math.Min(input.Count, first + MaxShards);
            context.SetCustomStatus(
                new RunProgress(input.Stage, input.Round, done, input.Count, total.Answered + total.Refused, total.Usage.Cost)
            );
        }

        return total;
    }

    /// <summary>The part of each shard when up to <paramref name="inFlight"/> are at work: together they never pass the model's limits.</summary>
    internal static (int Window, RateShare Share) Divide(ModelEntry model, int inFlight, int shards)
    {
        var window = RateShare.ShardsInFlight(model, Math.Max(1, Math.Min(inFlight, shards)));
        return (window, RateShare.Of(model, window));
    }
}
