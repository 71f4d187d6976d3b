using Distill.Core.Runs;

namespace Distill.Core.Tests.Runs;

public sealed class RunDatasetsTests
{
    [Theory]
    [InlineData("gpt-4.1_mini", "r1-before-gpt-4.1_mini")]
    [InlineData("qwen/7b", "r1-before-qwen-7b-")]
    [InlineData("模型", "r1-before----")]
    public void Before_AnyModelName_IsASegmentOfAPath(string model, string start)
    {
        var id = RunDatasets.Before("r1", model);

        id.ShouldStartWith(start);
        id.ShouldMatch("^[A-Za-z0-9._-]+$");
    }

    [Fact]
    public void Before_NamesThatDifferInSignsOnly_StayApart() =>
        RunDatasets.Before("r1", "a/b").ShouldNotBe(RunDatasets.Before("r1", "a:b"));
}
