using Distill.Core.Feedback;
using Distill.Core.Feedback.Joining;
using Distill.Core.Flywheel;

namespace Distill.Core.Tests.Feedback.Joining;

public sealed class JoinScopeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, 0)]
    [InlineData(60 * 24, 60)]
    [InlineData(10, 25)]
    public void EachEventIsNewInExactlyOneOfTheTurnsThatFollowEachOther(int minutes, int lagMinutes)
    {
        var (every, lag) = (TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(lagMinutes));
        var turns = Enumerable
            .Range(0, 30)
            .Select(turn => new JoinScope(
                new TrafficWindow(Start + (turn * every), Start + ((turn + 1) * every)),
                lag,
                TimeSpan.FromDays(40)
            ))
            .ToList();
        var random = new Random(7);
        foreach (var _ in Enumerable.Range(0, 500))
        {
            var time = Start + lag + TimeSpan.FromTicks(random.NextInt64((29 * every).Ticks));
            var item = Event(time);
            var hour = new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, 0, 0, TimeSpan.Zero);

            turns.Count(turn => turn.IsNew(item, hour) && !turn.IsTooLate(item, hour)).ShouldBe(1);
        }
    }

    [Fact]
    public void AnEventOfAnOldFileThatIsUploadedLateIsNewInTheTurnOfTheUpload()
    {
        var scope = new JoinScope(new TrafficWindow(Start.AddDays(5), Start.AddDays(6)), TimeSpan.FromHours(1), TimeSpan.FromDays(7));

        scope.IsNew(Event(Start), fileHour: Start.AddDays(5).AddHours(3)).ShouldBeTrue();
        scope.IsNew(Event(Start), fileHour: Start).ShouldBeFalse();
        scope.FeedbackHours.ShouldContain(Start.AddDays(6));
        scope.FeedbackHours.Last().ShouldBe(Start.AddDays(6));
    }

    private static FeedbackEvent Event(DateTimeOffset time) =>
        new()
        {
            EventId = "e",
            Asid = "a",
            Type = "stop",
            Time = time,
        };
}
