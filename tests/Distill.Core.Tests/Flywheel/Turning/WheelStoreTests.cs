using Distill.Core.Flywheel;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs;
using Distill.Testing;

namespace Distill.Core.Tests.Flywheel.Turning;

public sealed class WheelStoreTests : IDisposable
{
    private static readonly TrafficWindow Window = new(Some.Time, Some.Time.AddDays(1));
    private readonly LocalStores _stores = new();
    private readonly WheelStore _wheels;

    public WheelStoreTests() => _wheels = new WheelStore(_stores.Blobs, _stores.Runs);

    [Fact]
    public async Task BeginAsync_WhileAnotherTurnIsUnderWay_NamesThatOne()
    {
        await AddRunAsync("r1", RunStatus.Running);
        await _wheels.BeginAsync("w", new WheelTurn("r1", Window));

        (await _wheels.BeginAsync("w", new WheelTurn("r2", Window))).RunId.ShouldBe("r1");
        (await _wheels.BeginAsync("w", new WheelTurn("r1", Window))).RunId.ShouldBe("r1");
        (await _wheels.BeginAsync("other", new WheelTurn("r2", Window))).RunId.ShouldBe("r2");
    }

    [Fact]
    public async Task BeginAsync_AfterTheEndOfTheOther_BeginsAndKeepsTheWatermark()
    {
        await AddRunAsync("r1", RunStatus.Completed);
        await _wheels.BeginAsync("w", new WheelTurn("r1", Window));
        await _wheels.MoveAsync("w", Window.To);

        (await _wheels.BeginAsync("w", new WheelTurn("r2", Window))).RunId.ShouldBe("r2");

        (await _wheels.ReadAsync("w")).ShouldBe(new WheelState { Watermark = Window.To, Turn = new WheelTurn("r2", Window) });
    }

    [Fact]
    public async Task BeginAsync_FromManyAtOnce_AgreesOnOne()
    {
        var starts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _wheels.BeginAsync("w", new WheelTurn("r1", Window))))
        );

        starts.ShouldAllBe(turn => turn.RunId == "r1");
    }

    [Fact]
    public async Task MoveAsync_Back_StaysWhereItIs()
    {
        await _wheels.MoveAsync("w", Window.To);

        await _wheels.MoveAsync("w", Window.From);

        (await _wheels.ReadAsync("w")).Watermark.ShouldBe(Window.To);
    }

    public void Dispose() => _stores.Dispose();

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
