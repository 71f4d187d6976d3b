using System.Text.Json.Nodes;
using Distill.Core.Augmentation;
using Distill.Core.Datasets;
using Distill.Core.Dedup;
using Distill.Core.Runs;
using Distill.Core.Samples;
using Distill.Core.Splits;
using Distill.Core.Storage;
using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.FanOuts;
using Distill.Orchestrations.Training;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Augmenting;

public sealed class AugmentationTests
{
    private const string Spec =
        RunDriver.Spec + "\naugment: {target: 60%, maxRatio: 10, methods: [same-kind, change-angle, self-instruct]}";

    [Fact]
    public async Task AThinClassIsFilledUpWithCheckedRowsAndTheRunSaysWhatItCost()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Unbalanced(240));

        var run = await driver.RunAsync(Spec);

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var result = (await RunBlobs.ReadAsync<AugmentationResult>(driver.Blobs, RunPaths.Augmentation(run.Id, 1))).ShouldNotBeNull();
        var bad = result.Classes.Single(yield => yield.Label == "bad");
        bad.Added.ShouldBeGreaterThan(bad.Before);
        bad.After.ShouldBeLessThanOrEqualTo(bad.Want);
        result.Classes.Single(yield => yield.Label == "good").Added.ShouldBe(0);
        run.Counts["augmented"].ShouldBe(result.Added);
        run.Usage["teacher/augment"].Cost.ShouldBe(result.Cost);
        (await driver.TextAsync(run.Reports["md"])).ShouldContain("Augmentation");
        (await driver.TextAsync(run.Reports["html"])).ShouldContain("Augmentation");

        var train = await SamplesAsync(driver, run.Datasets["r1.train-augmented"]);
        var added = train.Where(AugmentedRow.IsAugmented).ToList();
        added.Count.ShouldBe((int)result.Added);
        added.ShouldAllBe(sample => sample.Answer == "bad");
        File(await driver.TextAsync(RunPaths.TrainingFile(run.Id, 1, "train-augmented"))).ShouldBe(train.Count);
        await LeaksAsync(driver, run.Id, added);
        await ReplayAsync(driver, run);
    }

    [Fact]
    public async Task AKilledAugmentationGoesOnAndPaysNoAnsweredCallAgain()
    {
        const int InFlight = 2;
        await using var driver = await RunDriver.StartAsync(
            emulator => emulator.Models["teacher"].Latency.MeanMilliseconds = 10,
            settings => settings["Models:teacher:MaxConcurrency"] = InFlight.ToString()
        );
        await driver.UploadAsync(Unbalanced(160));
        var run = await driver.StartRunAsync(Spec);
        await driver.WaitForRequestsAsync("teacher", 165);
        await driver.StopHostAsync();

        await driver.StartHostAsync();
        var ended = await driver.EndAsync(run.Id);

        ended.Status.ShouldBe(RunStatus.Completed, ended.Error);
        ended.Usage["teacher/augment"].Calls.ShouldBeGreaterThan(5);
        (await driver.StatisticAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(InFlight);
    }

    [Fact]
    public async Task ABudgetThatCoversNoCallLeavesTheTrainingSetAsItIs()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Unbalanced(160));

        var run = await driver.RunAsync(Spec.Replace("target: 60%", "target: 60%, budget: 0.00001", StringComparison.Ordinal));

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Usage.ShouldNotContainKey("teacher/augment");
        run.Datasets.ShouldNotContainKey("r1.train-augmented");
    }

    private static async Task ReplayAsync(RunDriver driver, RunRecord run)
    {
        await driver.StopHostAsync();
        var registry = new EngineRegistry()
            .AddOrchestrator(nameof(Distillation), async context => await Distillation.RunAsync(context))
            .AddOrchestrator(nameof(InferenceFanOut), async context => await InferenceFanOut.RunAsync(context))
            .AddOrchestrator(nameof(StudentTraining), async context => await StudentTraining.RunAsync(context));
        var options = new DurableEngineOptions { DatabasePath = Path.Combine(driver.Home, "engine.db") };
        await using var engine = await DurableEngine.OpenAsync(options, registry);

        var replayed = HistoryReplayer.Replay(registry, engine.ReadHistory(run.Id), run.Id);

        replayed.HasEnded.ShouldBeTrue();
        replayed.Failure.ShouldBeNull();
    }

    private static async Task LeaksAsync(RunDriver driver, string runId, List<Sample> added)
    {
        var check = new LeakCheck();
        foreach (var sample in added)
        {
            check.Add(sample.Id, PromptText.Of(sample), SplitSet.Train);
        }

        foreach (var sample in await SamplesAsync(driver, RunDatasets.Test(runId)))
        {
            AugmentedRow.IsAugmented(sample).ShouldBeFalse();
            check.Add(sample.Id, PromptText.Of(sample), SplitSet.Test);
        }

        check.Find().ShouldBeEmpty();
    }

    private static async Task<List<Sample>> SamplesAsync(RunDriver driver, string datasetId)
    {
        var manifest = (await driver.Host.Services.GetRequiredService<IDatasetStore>().FindAsync(datasetId)).ShouldNotBeNull();
        return await driver.Host.Services.GetRequiredService<DatasetLibrary>().ReadAsync(manifest).ToListAsync();
    }

    private static int File(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => JsonNode.Parse(line) is not null);

    /// <summary>Reviews of which one in nine is bad.</summary>
    private static string Unbalanced(int count)
    {
        var lines = Reviews.Tsv(count * 2).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kept = lines.Skip(1).Where((_, index) => index % 2 == 0 || index % 16 == 1).Take(count);
        return $"{lines[0]}\n{string.Join('\n', kept)}\n";
    }
}
