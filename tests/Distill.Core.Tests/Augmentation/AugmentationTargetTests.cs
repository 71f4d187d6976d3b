using Distill.Core.Augmentation;

namespace Distill.Core.Tests.Augmentation;

public sealed class AugmentationTargetTests
{
    [Theory]
    [InlineData("200", 90, 200)]
    [InlineData("1", 90, 1)]
    [InlineData("50%", 90, 45)]
    [InlineData("0.5", 91, 46)]
    [InlineData("100%", 90, 90)]
    public void Parse_ATarget_GivesItsRows(string text, long largest, long rows) =>
        AugmentationTarget.Parse(text).ShouldNotBeNull().RowsOf(largest).ShouldBe(rows);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("half")]
    public void Parse_NoTarget_IsRefused(string text) => AugmentationTarget.Parse(text).ShouldBeNull();
}
