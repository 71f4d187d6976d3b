using Distill.Core.Models;
using Distill.Core.Planning;
using Distill.Orchestrations.FanOuts;

namespace Distill.Orchestrations.Tests.Planning;

/// <summary>What the planner counts is what the engine does.</summary>
public sealed class RunPlannerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1_000, 200, 1, false)]
    [InlineData(1_001, 7, 1, true)]
    [InlineData(10_000, 100, 2, true)]
    [InlineData(100_000, 100, 1, false)]
    [InlineData(100_000, 199, 3, true)]
    [InlineData(1_000_000, 200, 1, true)]
    public async Task Plan_SimulatedOnTheEngine_CountsExactly(long records, int shardSize, int rounds, bool judged)
    {
        var request = Request(records, shardSize) with
        {
            Rounds = rounds,
            PromptsPerRound = rounds == 1 ? null : records * 2 / 3,
            Judge = judged ? Model("judge") : null,
        };
        var forecast = RunPlanner.Plan(request);

        var (work, longest) = await new SimulatedRun(request, _folder.At("engine.db")).CountAsync(TestContext.Current.CancellationToken);

        forecast.Total.Work.ShouldBe(work);
        forecast.LongestHistory.ShouldBe(longest);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(90, 1)]
    [InlineData(1_300, 2)]
    public async Task Plan_WithAugmentationSimulatedOnTheEngine_CountsExactly(long calls, int rounds)
    {
        var request = Request(1_000, 100) with
        {
            Rounds = rounds,
            PromptsPerRound = rounds == 1 ? null : 600,
            Augmentation = new PlannedAugmentation(calls, calls * 4, calls * 2, 300, 400, true),
        };
        var forecast = RunPlanner.Plan(request);

        var (work, longest) = await new SimulatedRun(request, _folder.At("engine.db")).CountAsync(TestContext.Current.CancellationToken);

        forecast.Total.Work.ShouldBe(work);
        forecast.LongestHistory.ShouldBe(longest);
        forecast.Stages.Single(stage => stage.Stage == "augment").Calls.ShouldBe(rounds * calls * 5);
    }

    [Theory]
    [InlineData(3, true, 1)]
    [InlineData(2, false, 2)]
    [InlineData(1, true, 1)]
    public async Task Plan_WithCheckpointsSimulatedOnTheEngine_CountsExactly(int most, bool judged, int rounds)
    {
        var request = Request(1_000, 7) with
        {
            Rounds = rounds,
            PromptsPerRound = rounds == 1 ? null : 600,
            Judge = judged ? Model("judge") : null,
            Checkpoints = new PlannedCheckpoints(most, judged),
        };
        var forecast = RunPlanner.Plan(request);

        var (work, longest) = await new SimulatedRun(request, _folder.At("engine.db")).CountAsync(TestContext.Current.CancellationToken);

        forecast.Total.Work.ShouldBe(work);
        forecast.LongestHistory.ShouldBe(longest);
        forecast
            .Stages.Single(stage => stage.Stage == "train")
            .Calls.ShouldBe(most == 1 ? 0 : rounds * 3 * most * request.ValidationRecords * (judged ? 2 : 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(41)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(1_000)]
    public void FanOut_OfShards_StaysBelowWhatAReplayCarries(long shards)
    {
        FanOutWork.MaxShards.ShouldBe(InferenceFanOut.MaxShards);
        FanOutWork.LongestHistory(shards).ShouldBeLessThan(new PlatformLimits().HistoryRows);
        FanOutWork.Of(shards).Activities.ShouldBeGreaterThan(shards);
    }

    private static PlanRequest Request(long records, int shardSize) =>
        new()
        {
            Records = records,
            ShardSize = shardSize,
            Teacher = Model("teacher"),
            Students =
            [
                new PlannedStudent("small", Model("small")),
                new PlannedStudent("small-long", Model("small"), 5),
                new PlannedStudent("tiny", Model("tiny")),
            ],
            // A job that has ended at the first look, as the simulation's has.
            Assumptions = new PlanAssumptions { TrainedTokensPerSecond = double.PositiveInfinity },
        };

    private static ModelEntry Model(string name) =>
        new()
        {
            Name = name,
            Endpoint = new Uri("http://127.0.0.1:1/v1"),
            Model = name,
        };
}
