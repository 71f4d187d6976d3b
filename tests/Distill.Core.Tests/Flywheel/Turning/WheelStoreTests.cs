using Distill.Core.Flywheel;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs;
using Distill.Testing;

namespace Distill.Core.Tests.Flywheel.Turning;

public sealed class WheelStoreTests : IDisposable
{
    private static readonly TrafficWindow Window = new(Some.Time, Some.Time.AddDays(1));
    private static readonly TimeSpan Reach = TimeSpan.FromDays(7);
    private readonly LocalStores _stores = new();
    private readonly WheelStore _wheels;

    public WheelStoreTests() => _wheels = new WheelStore(_stores.Blobs, _stores.Runs);

    [Fact]
    public async Task BeginAsync_WhileAnotherTurnIsUnderWay_NamesThatOne()
    {
        await AddRunAsync("r1", RunStatus.Running);
        await _wheels.BeginAsync("w", new WheelTurn("r1", Window), Reach);

        (await _wheels.BeginAsync("w", new WheelTurn("r2", Window), Reach)).RunId.ShouldBe("r1");
        (await _wheels.BeginAsync("w", new WheelTurn("r1", Window), Reach)).RunId.ShouldBe("r1");
        (await _wheels.BeginAsync("other", new WheelTurn("r2", Window), Reach)).RunId.ShouldBe("r2");
    }

    [Fact]
    public async Task BeginAsync_AfterTheEndOfTheOther_BeginsAndKeepsTheWatermark()
    {
        await AddRunAsync("r1", RunStatus.Completed);
        await _wheels.BeginAsync("w", new WheelTurn("r1", Window), Reach);
        await _wheels.EndAsync("w", Window.To, [Window]);

        (await _wheels.BeginAsync("w", new WheelTurn("r2", Window), Reach)).RunId.ShouldBe("r2");

        var state = await _wheels.ReadAsync("w");
        state.Watermark.ShouldBe(Window.To);
        state.Turn.ShouldBe(new WheelTurn("r2", Window));
    }

    [Fact]
    public async Task BeginAsync_FromManyAtOnce_AgreesOnOne()
    {
        var starts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _wheels.BeginAsync("w", new WheelTurn("r1", Window), Reach)))
        );

        starts.ShouldAllBe(turn => turn.RunId == "r1");
    }

    [Fact]
    public async Task EndAsync_OfAnEarlierTime_LeavesTheWatermark()
    {
        await _wheels.EndAsync("w", Window.To, []);

        await _wheels.EndAsync("w", Window.From, []);

        (await _wheels.ReadAsync("w")).Watermark.ShouldBe(Window.To);
    }

    [Fact]
    public async Task BeginAsync_KeepsTrafficOpenUntilItIsWorkedThrough()
    {
        var later = new TrafficWindow(Window.To.AddDays(1), Window.To.AddDays(2));
        await BeginEndedAsync("r1", Window);
        await BeginEndedAsync("r2", later);

        (await _wheels.ReadAsync("w")).Open.ShouldBe([Window, later]);
        await _wheels.EndAsync("w", later.To, []);
        (await _wheels.ReadAsync("w")).Open.ShouldBe([Window, later], "carried over");

        await _wheels.EndAsync("w", later.To, [Window, later]);

        (await _wheels.ReadAsync("w")).Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task BeginAsync_LetsGoOfTrafficThatIsTooOld()
    {
        await BeginEndedAsync("r1", Window);
        var later = new TrafficWindow(Window.To.AddDays(6).AddHours(6), Window.To.AddDays(6).AddHours(12));

        await BeginEndedAsync("r2", later);

        (await _wheels.ReadAsync("w")).Open.ShouldBe([Window with { From = later.To - Reach }, later]);
    }

    [Fact]
    public async Task CountUnderWayAsync_CountsWheelsWhoseRunHasNotEnded()
    {
        await AddRunAsync("r1", RunStatus.Running);
        await _wheels.BeginAsync("w", new WheelTurn("r1", Window), Reach);
        await AddRunAsync("r2", RunStatus.Completed);
        await _wheels.BeginAsync("x", new WheelTurn("r2", Window), Reach);
        await _wheels.BeginAsync("y", new WheelTurn("never-started", Window), Reach);
        await new AliasClaims(_stores.Blobs, _stores.Runs, TimeProvider.System).TakeAsync("online", "r1");

        (await _wheels.CountUnderWayAsync()).ShouldBe(1);
    }

    public void Dispose() => _stores.Dispose();

    private async Task BeginEndedAsync(string id, TrafficWindow window)
    {
        await AddRunAsync(id, RunStatus.Completed);
        await _wheels.BeginAsync("w", new WheelTurn(id, window), Reach);
    }

    private Task AddRunAsync(string id, RunStatus status) =>
        _stores.Runs.AddAsync(
            new RunRecord
            {
                Id = id,
                Pipeline = "flywheel",
                Name = id,
                Status = status,
                CreatedAt = Some.Time,
                UpdatedAt = Some.Time,
                EndedAt = status == RunStatus.Completed ? Some.Time : null,
                SpecPath = RunPaths.Spec(id),
            }
        );
}
