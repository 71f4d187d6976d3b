using CsCheck;
using Distill.Core.Evaluation;
using Distill.Core.Flywheel;

namespace Distill.Core.Tests.Flywheel;

public sealed class WindowScheduleTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly WindowSchedule Daily = new();

    [Fact]
    public void Due_BeforeTheFirstTurn_IsTheLastWholeWindow() =>
        Daily.Due(null, Midnight.AddHours(5)).ShouldBe(new TrafficWindow(Midnight.AddDays(-1), Midnight));

    [Theory]
    [InlineData(0.99, false)]
    [InlineData(1, true)]
    public void Due_AfterABoundary_WaitsForLateFeedback(double hours, bool due) =>
        (Daily.Due(Midnight.AddDays(-1), Midnight.AddHours(hours)) is not null).ShouldBe(due);

    [Fact]
    public void Due_WithinAWindow_IsNothing() => Daily.Due(Midnight, Midnight.AddHours(30).AddHours(-6)).ShouldBeNull();

    [Fact]
    public void Due_AfterMissedBoundaries_IsOneWindowOverThem() =>
        Daily.Due(Midnight, Midnight.AddDays(3).AddHours(2)).ShouldBe(new TrafficWindow(Midnight, Midnight.AddDays(3)));

    [Fact]
    public void Due_AfterMoreThanTheMost_LeavesTheRestForTheNextTurn()
    {
        var first = Daily.Due(Midnight, Midnight.AddDays(10).AddHours(2))!;

        first.ShouldBe(new TrafficWindow(Midnight, Midnight.AddDays(7)));
        Daily.Due(first.To, Midnight.AddDays(10).AddHours(2)).ShouldBe(new TrafficWindow(Midnight.AddDays(7), Midnight.AddDays(10)));
    }

    [Fact]
    public void Due_HoweverOftenAndLateItIsAsked_CoversEveryMomentOnce() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.Int[0, 5_000], Gen.Int[1, 5], Gen.Int[1, 200_000].Array[1, 30])
            .Sample(
                (every, lag, most, steps) =>
                {
                    var schedule = new WindowSchedule
                    {
                        Every = TimeSpan.FromSeconds(every),
                        Lag = TimeSpan.FromSeconds(lag),
                        MaxWindows = most,
                    };
                    var now = Midnight;
                    DateTimeOffset? watermark = null;
                    foreach (var step in steps)
                    {
                        now = now.AddSeconds(step);
                        while (schedule.Due(watermark, now) is { } window)
                        {
                            schedule.Due(watermark, now.AddTicks(1)).ShouldBe(window, "asked again");
                            window.From.ShouldBe(watermark ?? window.From);
                            window.To.ShouldBeGreaterThan(window.From);
                            (now - window.To).ShouldBeGreaterThanOrEqualTo(schedule.Lag);
                            (window.To - DateTimeOffset.UnixEpoch).Ticks.ShouldSatisfyAllConditions(ticks =>
                                (ticks % schedule.Every.Ticks).ShouldBe(0)
                            );
                            watermark = window.To;
                        }
                    }
                }
            );

    [Fact]
    public void RunId_OfAWindow_NamesWheelAndTimes() =>
        new TrafficWindow(Midnight.AddDays(-1), Midnight).RunId("support").ShouldBe("support-20260309t000000-20260310t000000");

    [Fact]
    public void Contains_TheEnd_IsOutside()
    {
        var window = new TrafficWindow(Midnight.AddDays(-1), Midnight);

        window.Contains(window.From).ShouldBeTrue();
        window.Contains(window.To).ShouldBeFalse();
    }

    [Fact]
    public void Validate_ATooShortDistance_NamesTheSetting() =>
        Should
            .Throw<InvalidSettingException>(() => new WindowSchedule { Every = TimeSpan.Zero }.Validate())
            .Message.ShouldContain("'every'");
}
