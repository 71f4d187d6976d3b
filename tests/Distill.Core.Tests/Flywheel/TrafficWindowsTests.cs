using CsCheck;
using Distill.Core.Flywheel;

namespace Distill.Core.Tests.Flywheel;

public sealed class TrafficWindowsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TrafficWindow> Windows =
        from first in Gen.Int[0, 30]
        from length in Gen.Int[0, 10]
        select Window(first, first + length);

    [Fact]
    public void Merge_HoldsEachMomentOnce() =>
        Windows
            .Array[0, 8]
            .Sample(windows =>
            {
                var merged = TrafficWindows.Merge(windows);

                Hours(merged).ShouldBe(Hours(windows).Distinct().Order());
                merged.Zip(merged.Skip(1)).ShouldAllBe(pair => pair.First.To < pair.Second.From);
            });

    [Fact]
    public void Without_HoldsAllButTheMomentsOfTheOther() =>
        Gen.Select(Windows.Array[0, 8], Windows)
            .Sample(
                (windows, other) =>
                    Hours(TrafficWindows.Without(windows, other)).ShouldBe(Hours(windows).Distinct().Order().Except(Hours([other])))
            );

    [Fact]
    public void Between_HoldsTheMomentsOfThatStretch() =>
        Gen.Select(Windows.Array[0, 8], Windows)
            .Sample(
                (windows, stretch) =>
                    Hours(TrafficWindows.Between(windows, stretch.From, stretch.To))
                        .ShouldBe(Hours(windows).Distinct().Order().Intersect(Hours([stretch])))
            );

    [Fact]
    public void Carried_IsWhatIsOpenBeforeTheWindow_AsFarAsTheScheduleReaches()
    {
        var schedule = new WindowSchedule { Every = TimeSpan.FromHours(1), MaxWindows = 10 };

        schedule.Carried([Window(0, 3), Window(7, 9), Window(14, 20)], Window(10, 12)).ShouldBe([Window(2, 3), Window(7, 9)]);
        schedule.Carried([Window(7, 12)], Window(10, 12)).ShouldBe([Window(7, 10)], "a row of the window itself counts once");
        schedule.Carried([Window(10, 12)], Window(10, 12)).ShouldBeEmpty();
    }

    private static TrafficWindow Window(int from, int to) => new(Start.AddHours(from), Start.AddHours(to));

    private static IEnumerable<DateTimeOffset> Hours(IEnumerable<TrafficWindow> windows) =>
        windows.SelectMany(window => Enumerable.Range(0, 60).Select(hour => Start.AddHours(hour)).Where(window.Contains));
}
