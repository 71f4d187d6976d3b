using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Orchestrations.Starting;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Starting;

public sealed class RunStarterTests
{
    [Fact]
    public async Task StartAsync_SameKey_AnswersTheSameRun()
    {
        await using var driver = await RunDriver.StartAsync();
        var starter = driver.Host.Services.GetRequiredService<RunStarter>();

        var first = await starter.StartAsync(driver.Host.Client, Document(RunDriver.Spec), "order-7");
        var second = await starter.StartAsync(driver.Host.Client, Document(RunDriver.Spec), "order-7");
        var other = await starter.StartAsync(driver.Host.Client, Document(RunDriver.Spec + "\nrounds: 2"), "order-7");

        first.Created.ShouldBeTrue();
        (second.Created, second.SameSpec, second.Run.Id).ShouldBe((false, true, first.Run.Id));
        (other.Created, other.SameSpec, other.Run.Id).ShouldBe((false, false, first.Run.Id));
    }

    [Fact]
    public async Task StartAsync_SameKeyFromManyAtOnce_IsOneRunAndOneOrchestration()
    {
        await using var driver = await RunDriver.StartAsync();
        var starter = driver.Host.Services.GetRequiredService<RunStarter>();

        var starts = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => starter.StartAsync(driver.Host.Client, Document(RunDriver.Spec), "order-8")))
        );

        starts.Count(start => start.Created).ShouldBe(1);
        starts.ShouldAllBe(start => start.Run.Id == "order-8" && start.SameSpec);
        (await driver.Runs.ListAsync().CountAsync()).ShouldBe(1);
        (await driver.Host.Client.GetAllInstancesAsync(new() { InstanceIdPrefix = "order-8" }).ToListAsync()).ShouldContain(instance =>
            instance.InstanceId == "order-8"
        );
    }

    [Fact]
    public async Task StartAsync_SourceIsAFile_IsRefusedWithItsLine()
    {
        await using var driver = await RunDriver.StartAsync();
        var starter = driver.Host.Services.GetRequiredService<RunStarter>();
        var spec = RunDriver.Spec.Replace("blob: sources/test/reviews.tsv", "file: reviews.tsv", StringComparison.Ordinal);

        var error = await Should.ThrowAsync<InvalidRunSpecException>(() => starter.StartAsync(driver.Host.Client, Document(spec)));

        error.Errors.ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Fact]
    public async Task ARecordWithoutItsOrchestrationIsScheduledByTheSweep()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(20));
        await RunBlobs.WriteTextAsync(driver.Blobs, RunPaths.Spec("r1"), RunDriver.Spec);
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        await driver.Runs.AddAsync(Some.Run("r1") with { Status = RunStatus.Pending, CreatedAt = before, UpdatedAt = before });

        var mended = await driver.Host.Services.GetRequiredService<RunReconciler>().SweepAsync(driver.Host.Client);

        mended.ShouldBe(1);
        (await driver.EndAsync("r1")).EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task ACancelledRunAsksNoMoreAndIsRecordedAsCancelled()
    {
        await using var driver = await RunDriver.StartAsync(emulator => emulator.Models["teacher"].Latency.MeanMilliseconds = 30);
        await driver.UploadAsync(Reviews.Tsv(400));
        var run = await driver.StartRunAsync();
        await driver.WaitForRequestsAsync("teacher", 10);

        var cancelled = await driver.Host.Services.GetRequiredService<RunControl>().CancelAsync(driver.Host.Client, run.Id);

        cancelled!.Status.ShouldBe(RunStatus.Cancelled);
        (await driver.EndAsync(run.Id)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task ASuspendedRunWaitsAndGoesOnWhenResumed()
    {
        await using var driver = await RunDriver.StartAsync(emulator => emulator.Models["teacher"].Latency.MeanMilliseconds = 10);
        await driver.UploadAsync(Reviews.Tsv(120));
        var control = driver.Host.Services.GetRequiredService<RunControl>();
        var run = await driver.StartRunAsync();
        await driver.WaitForRequestsAsync("teacher", 5);

        (await control.SuspendAsync(driver.Host.Client, run.Id))!.Status.ShouldBe(RunStatus.Suspended);
        (await control.ResumeAsync(driver.Host.Client, run.Id))!.Status.ShouldBe(RunStatus.Running);

        (await driver.EndAsync(run.Id)).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void IdOf_AnyKey_LeavesRoomForTheSuffixOfATraining() =>
        $"{RunStarter.IdOf(new string('x', 500))}-r10-{new string('s', 31)}".Length.ShouldBeLessThanOrEqualTo(64);

    private static RunSpecDocument Document(string text) => RunSpecDocument.Load(text, "spec.yaml");
}
