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
    public void CarriedTraffic_IsTakenWithItsFeedback_AndWhatWasWorkedThroughBetweenIsNot()
    {
        var lag = TimeSpan.FromHours(1);
        var scope = new JoinScope(new TrafficWindow(Start.AddDays(5), Start.AddDays(6)), lag, TimeSpan.FromDays(1))
        {
            Carried = [new TrafficWindow(Start.AddDays(2), Start.AddDays(3))],
        };

        scope.Contains(Start.AddDays(2)).ShouldBeTrue();
        scope.Contains(Start.AddDays(3)).ShouldBeFalse();
        scope.Contains(Start.AddDays(5)).ShouldBeTrue();
        scope.LogHours.ShouldBeUnique();
        scope.LogHours.ShouldNotContain(Start.AddDays(4));
        scope.FeedbackHours.First().ShouldBe(Start.AddDays(1), "late feedback of the carried turn");
        // An event is new where its own turn would have found it new, and in the turn between, which was worked through, it counted already.
        scope.IsNew(Event(Start.AddDays(2) + lag), Start).ShouldBeTrue();
        scope.IsNew(Event(Start.AddDays(3) + lag), Start).ShouldBeFalse();
        scope.IsNew(Event(Start.AddDays(5) + lag), Start).ShouldBeTrue();
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
