using Distill.Providers.OpenAICompatible;

namespace Distill.Providers.Tests.OpenAICompatible;

public class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "20", 20.0)]
    [InlineData(null, "1.5", 1.5)]
    [InlineData(null, "-3", 0.0)]
    [InlineData(null, "Thu, 01 Jan 2026 00:01:00 GMT", 60.0)]
    [InlineData(null, "Wed, 31 Dec 2025 00:00:00 GMT", 0.0)]
    [InlineData(null, "99999999999", 86_400.0)]
    [InlineData("250", "20", 0.25)]
    [InlineData("x", "20", 20.0)]
    public void Read_OfEveryForm_IsTheWaitFromNow(string? milliseconds, string? retryAfter, double seconds) =>
        RetryAfterHeader.Read(milliseconds, retryAfter, Now)!.Value.TotalSeconds.ShouldBe(seconds, 1e-6);

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("")]
    public void Read_OfNothingReadable_IsNull(string? retryAfter) => RetryAfterHeader.Read(null, retryAfter, Now).ShouldBeNull();
}
