using CsCheck;
using Distill.Core.Inference.Retries;

namespace Distill.Core.Tests.Inference.Retries;

public class RetryDelayTests
{
    [Theory]
    [InlineData(1, 0.02)]
    [InlineData(2, 0.06)]
    [InlineData(3, 0.18)]
    [InlineData(20, 30)]
    public void AfterFailure_GrowsThreefoldToItsCap(int failures, double seconds)
    {
        RetryDelay.AfterFailure(failures, null, 1).TotalSeconds.ShouldBe(seconds, 1e-6);
        RetryDelay.AfterFailure(failures, null, 0).TotalSeconds.ShouldBe(seconds / 2, 1e-6);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(1_000, 60)]
    public void AfterThrottling_DoublesToItsCap(int throttles, double seconds) =>
        RetryDelay.AfterThrottling(throttles, null, 1).TotalSeconds.ShouldBe(seconds, 1e-6);

    [Fact]
    public void WithRetryAfter_IsNeverEarlierAndAtMostATenthOrASecondLater() =>
        Gen.Select(Gen.Double[0, 10_000], Gen.Double[0, 1], Gen.Int[1, 50])
            .Sample(
                (seconds, random, count) =>
                {
                    var asked = TimeSpan.FromSeconds(seconds);
                    var most = asked + TimeSpan.FromSeconds(Math.Min(1, seconds / 10)) + TimeSpan.FromMilliseconds(1);
                    RetryDelay.AfterFailure(count, asked, random).ShouldBeInRange(asked, most);
                    RetryDelay.AfterThrottling(count, asked, random).ShouldBeInRange(asked, most);
                }
            );
}
