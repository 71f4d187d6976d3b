using Distill.Core.Inference.Journal;
using Distill.Testing.Http;

namespace Distill.Providers.Tests.Inference;

public class CancellationTests
{
    [Fact]
    public async Task RunAsync_Cancelled_JournalsWhatIsInFlightBeforeItLeaves()
    {
        var arrived = new CountdownEvent(4);
        var gate = new TaskCompletionSource();
        await using var driver = await ShardDriver.StartAsync(_ =>
        {
            arrived.Signal();
            return ScriptedResponse.Answer("late but paid") with { After = gate.Task };
        });
        using var cancellation = new CancellationTokenSource();

        var run = driver.RunAsync(ShardDriver.Calls(50), driver.Request with { MaxConcurrency = 4 }, cancellation.Token);
        await Task.Run(arrived.Wait);
        await cancellation.CancelAsync();
        gate.SetResult();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
        driver.Server.Requests.Count.ShouldBe(4);
        (await new InferenceJournal(driver.Blobs).ReadAsync(ShardDriver.Journal)).Entries.Count.ShouldBe(4);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileTheServerHangs_LeavesAfterTheDrainTime()
    {
        var arrived = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        await using var driver = await ShardDriver.StartAsync(
            _ =>
            {
                arrived.TrySetResult();
                return new ScriptedResponse { After = never.Task };
            },
            settings: ("Inference:DrainSeconds", "0")
        );
        using var cancellation = new CancellationTokenSource();

        var run = driver.RunAsync(ShardDriver.Calls(3), cancellationToken: cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileACallWaitsForItsRetry_LeavesAtOnce()
    {
        var arrived = new TaskCompletionSource();
        await using var driver = await ShardDriver.StartAsync(_ =>
        {
            arrived.TrySetResult();
            return ScriptedResponse.Error(503, headers: ("Retry-After", "3600"));
        });
        using var cancellation = new CancellationTokenSource();

        var run = driver.RunAsync(ShardDriver.Calls("q"), cancellationToken: cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }
}
