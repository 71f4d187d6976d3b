using Distill.Core.Runs;
using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.FanOuts;
using Distill.Orchestrations.Training;

namespace Distill.Orchestrations.Tests.Distilling;

/// <summary>The histories of a real run must be followed step by step by the code that replays them.</summary>
public sealed class DistillationReplayTests
{
    [Fact]
    public async Task EveryOrchestrationOfARunFollowsItsStoredHistory()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(120));
        var run = await driver.RunAsync();
        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        await driver.StopHostAsync();

        var registry = new EngineRegistry()
            .AddOrchestrator(nameof(Distillation), async context => await Distillation.RunAsync(context))
            .AddOrchestrator(nameof(InferenceFanOut), async context => await InferenceFanOut.RunAsync(context))
            .AddOrchestrator(nameof(StudentTraining), async context => await StudentTraining.RunAsync(context));
        var options = new DurableEngineOptions { DatabasePath = Path.Combine(driver.Home, "engine.db") };
        await using var engine = await DurableEngine.OpenAsync(options, registry);
        foreach (
            var instance in new[] { run.Id, RunParts.Id(run.Id, RunDatasets.Teacher(run.Id, 1)), RunParts.Id(run.Id, "r1-train-small") }
        )
        {
            var replayed = HistoryReplayer.Replay(registry, engine.ReadHistory(instance), instance);

            replayed.HasEnded.ShouldBeTrue(instance);
            replayed.Failure.ShouldBeNull(instance);
        }
    }
}
