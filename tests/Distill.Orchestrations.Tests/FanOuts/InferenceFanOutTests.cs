using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.LocalHost.Engine;
using Distill.Orchestrations.FanOuts;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Tests.FanOuts;

/// <summary>The fan-out on the real engine, with shards that only count.</summary>
public sealed class InferenceFanOutTests : IDisposable
{
    private static readonly ModelEntry Model = new()
    {
        Name = "m",
        Endpoint = new Uri("http://127.0.0.1:1/v1"),
        Model = "m",
        RequestsPerMinute = 600,
        MaxConcurrency = 10,
    };

    private readonly TempFolder _folder = new();
    private readonly List<ShardInput> _asked = [];
    private readonly Lock _gate = new();
    private int _inFlight;
    private int _most;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MoreShardsThanOneHistoryCarries_AreAllAskedOnce()
    {
        var outcome = await RunAsync(Input(1_203), _ => Answered(0));

        outcome.Answered.ShouldBe(1_203);
        _asked.Select(shard => shard.Index).Order().ShouldBe(Enumerable.Range(0, 1_203));
    }

    [Fact]
    public async Task ShardsInFlight_NeverPassTheWindowAndShareTheLimits()
    {
        await RunAsync(Input(40), _ => Answered(0));

        _most.ShouldBeLessThanOrEqualTo(4);
        _asked.ShouldAllBe(shard => shard.Share == new RateShare(150, null, 2));
    }

    [Fact]
    public async Task Budget_StopsBeforeItIsPassedAndSaysSo()
    {
        var outcome = await RunAsync(Input(40) with { Money = 10.5m }, _ => Answered(1));

        outcome.Failure.ShouldNotBeNull().ShouldContain("'budget'");
        outcome.Usage.Cost.ShouldBe(10);
        _asked.Count.ShouldBe(10);
        _asked[0].MoneyLimit.ShouldBe(10.5m);
    }

    [Fact]
    public async Task FailedShard_StopsTheOthersAndKeepsWhatWasPaid()
    {
        var outcome = await RunAsync(
            Input(1_000),
            shard => shard.Index == 7 ? new ShardOutcome(0, 0, new InferenceUsage { Cost = 0.5m }, "The key is wrong.") : Answered(1)
        );

        outcome.Failure.ShouldBe("The key is wrong.");
        _asked.Count.ShouldBeLessThan(20);
        outcome.Usage.Cost.ShouldBe(_asked.Count - 1 + 0.5m);
    }

    private static ShardOutcome Answered(decimal cost) => new(1, 0, new InferenceUsage { Calls = 1, Cost = cost });

    private static FanOutInput Input(int shards) =>
        new()
        {
            Activity = ActivityNames.InferShard,
            Template = new ShardInput
            {
                RunId = "r1",
                Model = "m",
                Source = "in",
                Target = "out",
                Index = 0,
                Share = new RateShare(null, null, 1),
            },
            Model = Model,
            Count = shards,
            InFlight = 4,
            Stage = "teacher",
            Round = 1,
        };

    private async Task<ShardOutcome> RunAsync(FanOutInput input, Func<ShardInput, ShardOutcome> answer)
    {
        var registry = new EngineRegistry()
            .AddOrchestrator(nameof(InferenceFanOut), async context => await InferenceFanOut.RunAsync(context))
            .AddActivity(ActivityNames.UpdateRun, _ => Task.FromResult<object?>(null))
            .AddActivity(ActivityNames.InferShard, invocation => ShardAsync(invocation, answer));
        await using var engine = await DurableEngine.OpenAsync(
            new DurableEngineOptions { DatabasePath = _folder.At("engine.db") },
            registry
        );
        await engine.StartAsync();
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(InferenceFanOut),
            input,
            new StartOrchestrationOptions("f1")
        );
        var ended = await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        return ended.ReadOutputAs<ShardOutcome>().ShouldNotBeNull(ended.FailureDetails?.ToString());
    }

    private async Task<object?> ShardAsync(ActivityInvocation invocation, Func<ShardInput, ShardOutcome> answer)
    {
        var input = invocation.GetInput<ShardInput>()!;
        lock (_gate)
        {
            _asked.Add(input);
            _most = Math.Max(_most, ++_inFlight);
        }

        await Task.Yield();
        lock (_gate)
        {
            _inFlight--;
        }

        return answer(input);
    }
}
