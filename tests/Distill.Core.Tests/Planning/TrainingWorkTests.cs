using Distill.Core.Planning;

namespace Distill.Core.Tests.Planning;

public sealed class TrainingWorkTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.4, 2)]
    [InlineData(1, 3)]
    [InlineData(3600, 71)]
    public void Polls_OfAJob_GrowFromHalfASecondToAMinute(double seconds, long polls) => TrainingWork.Polls(seconds).ShouldBe(polls);
}
