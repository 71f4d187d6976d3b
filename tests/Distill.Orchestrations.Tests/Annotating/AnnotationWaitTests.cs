using Distill.LocalHost.Engine;
using Distill.Orchestrations.Annotating;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Orchestrations.Tests.Annotating;

/// <summary>The wait for people on the real engine, with a clock that the test moves and a count that it sets.</summary>
public sealed class AnnotationWaitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.Time);
    private readonly TempFolder _folder = new();
    private int _looks;
    private volatile int _open = 7;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wait_of_many_looks_keeps_a_short_history_and_ends_when_nothing_is_open()
    {
        await using var engine = await StartAsync(until: null);
        await LookAsync(engine, AnnotationWait.LooksPerHistory + 10);
        engine.ReadHistory("w1").Count.ShouldBeLessThan(AnnotationWait.LooksPerHistory * 5);

        _open = 0;
        (await EndAsync(engine)).Open.ShouldBe(0);
    }

    [Fact]
    public async Task The_deadline_ends_the_wait_even_between_two_looks()
    {
        await using var engine = await StartAsync(until: _time.GetUtcNow().AddSeconds(90));

        (await EndAsync(engine)).Open.ShouldBe(7);
        (_time.GetUtcNow() - Some.Time).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(90));
        // At the start, after a minute unless the clock ran ahead of it, and at the deadline.
        _looks.ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task The_event_ends_the_wait_without_the_clock()
    {
        await using var engine = await StartAsync(until: null);
        await WaitForLooksAsync(1);
        _open = 0;

        await engine.Client.RaiseEventAsync("w1", AnnotationRounds.AllEnded, "r1");

        var ended = await engine.Client.WaitForInstanceCompletionAsync("w1", getInputsAndOutputs: true);
        ended.ReadOutputAs<AnnotationProgress>()!.Open.ShouldBe(0);
        _time.GetUtcNow().ShouldBe(Some.Time);
    }

    private async Task<DurableEngine> StartAsync(DateTimeOffset? until)
    {
        var registry = new EngineRegistry()
            .AddOrchestrator(nameof(AnnotationWait), async context => await AnnotationWait.RunAsync(context))
            .AddActivity(
                ActivityNames.CountAnnotations,
                _ =>
                {
                    Interlocked.Increment(ref _looks);
                    return Task.FromResult<object?>(new AnnotationProgress(_open));
                }
            );
        var engine = await DurableEngine.OpenAsync(
            new DurableEngineOptions { DatabasePath = _folder.At("engine.db"), TimeProvider = _time },
            registry
        );
        await engine.StartAsync();
        var input = new AnnotationWaitInput("news", "r1", until, 60);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(AnnotationWait),
            input,
            new Microsoft.DurableTask.StartOrchestrationOptions("w1")
        );
        return engine;
    }

    // Moves the clock by a look's interval until so many looks were made: one that comes before the timer is set is made up for by the next.
    private async Task LookAsync(DurableEngine engine, int looks)
    {
        while (Volatile.Read(ref _looks) < looks)
        {
            var before = Volatile.Read(ref _looks);
            _time.Advance(TimeSpan.FromSeconds(60));
            await WaitForLooksAsync(before + 1, briefly: true);
        }
    }

    private async Task<AnnotationProgress> EndAsync(DurableEngine engine)
    {
        while (true)
        {
            var instance = await engine.Client.GetInstanceAsync("w1", getInputsAndOutputs: true);
            if (instance is { IsCompleted: true })
            {
                return instance.ReadOutputAs<AnnotationProgress>().ShouldNotBeNull(instance.FailureDetails?.ToString());
            }

            var before = Volatile.Read(ref _looks);
            await WaitForLooksAsync(before + 1, briefly: true);
            _time.Advance(TimeSpan.FromSeconds(30));
        }
    }

    private async Task WaitForLooksAsync(int looks, bool briefly = false)
    {
        for (var tries = 0; Volatile.Read(ref _looks) < looks; tries++)
        {
            if (briefly && tries == 5)
            {
                return;
            }

            tries.ShouldBeLessThan(5000, "the wait has not looked");
            await Task.Delay(4, TestContext.Current.CancellationToken);
        }
    }
}
