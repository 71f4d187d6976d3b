using Distill.Core.Inference.Pacing;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Inference.Pacing;

public class TokenEstimateTests
{
    [Theory]
    [InlineData("", 7)]
    [InlineData("abcdefgh", 9)]
    [InlineData("利润增长", 11)]
    public void OfInput_CountsAQuarterOfEnglishAndEachChineseCharacter(string text, int tokens) =>
        TokenEstimate.OfInput([Message.User(text)]).ShouldBe(tokens);
}
