using Distill.Core.Flywheel;
using Distill.Core.Flywheel.Turning;

namespace Distill.Core.Tests.Flywheel.Turning;

public sealed class TurnEndsTests
{
    private static readonly WindowSchedule Schedule = new() { MaxWindows = 3 };
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TurnEnd.Promoted, 1, 1)]
    [InlineData(TurnEnd.Kept, 2, 2)]
    [InlineData(TurnEnd.NotRolledOut, 1, 1)]
    [InlineData(TurnEnd.NothingToDo, 1, null)]
    [InlineData(TurnEnd.NothingToDo, 2, null)]
    [InlineData(TurnEnd.NeedMoreData, 2, null)]
    [InlineData(TurnEnd.NeedMoreData, 3, 1)]
    [InlineData(TurnEnd.NothingToDo, 3, 1)]
    [InlineData(TurnEnd.NotDue, 1, null)]
    public void WatermarkAfter_CarriesOverUntilTheWindowIsFull(TurnEnd end, int days, int? moved)
    {
        var window = new TrafficWindow(Day, Day.AddDays(days));

        var watermark = TurnEnds.WatermarkAfter(end, window, Schedule);

        watermark.ShouldBe(moved is { } by ? Day.AddDays(by) : null);
    }

    [Fact]
    public void AWheelThatCarriesOverForEverAsksForANewWindowAtEachBoundary()
    {
        DateTimeOffset? watermark = Day;
        var ids = new List<string>();
        for (var now = Day.AddDays(1).AddHours(2); now < Day.AddDays(12); now = now.AddDays(1))
        {
            var window = Schedule.Due(watermark, now).ShouldNotBeNull();
            ids.Add(window.RunId("w"));
            watermark = TurnEnds.WatermarkAfter(TurnEnd.NothingToDo, window, Schedule) ?? watermark;
        }

        ids.ShouldBeUnique();
    }
}
