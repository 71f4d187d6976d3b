using Distill.LocalHost.Triggers.Timers;
using Microsoft.Extensions.Configuration;

namespace Distill.LocalHost.Tests.Triggers.Timers;

public sealed class TimerScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 30, 10, TimeSpan.Zero);

    [Theory]
    [InlineData("0 */5 * * * *", "2026-11-23T08:35:00Z")]
    [InlineData("*/15 * * * * *", "2026-11-23T08:30:15Z")]
    [InlineData("0 9 * * *", "2026-11-23T09:00:00Z")]
    [InlineData("0 0 4 * * MON", "2026-11-30T04:00:00Z")]
    [InlineData("01:30:00", "2026-11-23T10:00:10Z")]
    [InlineData("%Sweep%", "2026-11-23T08:31:00Z")]
    public void NextAfter_Schedule_IsItsNextOccurrenceInUtc(string schedule, string expected) =>
        Parse(schedule).NextAfter(Now).ShouldBe(DateTimeOffset.Parse(expected));

    [Theory]
    [InlineData("%Missing%", "setting 'Missing'")]
    [InlineData("every minute", "'every minute' is no schedule")]
    [InlineData("0 0 25 * * *", "is no schedule")]
    [InlineData("00:00:00", "longer than zero")]
    public void Parse_WrongSchedule_SaysWhatIsWrong(string schedule, string problem) =>
        Should.Throw<FormatException>(() => Parse(schedule)).Message.ShouldContain(problem);

    private static TimerSchedule Parse(string schedule) =>
        TimerSchedule.Parse(
            schedule,
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Sweep"] = "0 * * * * *" }).Build()
        );
}
