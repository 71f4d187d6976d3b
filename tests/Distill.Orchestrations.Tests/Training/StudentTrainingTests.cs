using Distill.Orchestrations.Training;

namespace Distill.Orchestrations.Tests.Training;

public sealed class StudentTrainingTests
{
    [Fact]
    public void NextWait_AgainAndAgain_GrowsToAMinute()
    {
        var waits = new List<TimeSpan> { TimeSpan.FromMilliseconds(500) };
        while (waits[^1] < TimeSpan.FromMinutes(1))
        {
            waits.Add(StudentTraining.NextWait(waits[^1]));
        }

        waits.ShouldBeInOrder();
        waits.Count.ShouldBe(13);
        StudentTraining.NextWait(waits[^1]).ShouldBe(TimeSpan.FromMinutes(1));
    }
}
