using Distill.Cli.Runs;

namespace Distill.Cli.Tests.Runs;

public sealed class RunIdentityTests
{
    [Fact]
    public void Of_SameSpec_IsTheSameId() => RunIdentity.Of("SST-2 demo!", "text").ShouldBe(RunIdentity.Of("SST-2 demo!", "text"));

    [Fact]
    public void Of_ChangedSpec_IsAnotherId() => RunIdentity.Of("a", "text").ShouldNotBe(RunIdentity.Of("a", "text2"));

    [Theory]
    [InlineData("SST-2 demo!", "sst-2-demo-")]
    [InlineData("公告情感", "run-")]
    [InlineData("a/../b", "a-b-")]
    public void Of_AnyName_BeginsWithItsSafeLetters(string name, string start) => RunIdentity.Of(name, "x")[..^8].ShouldBe(start);

    [Theory]
    [InlineData(1, "demo")]
    [InlineData(2, "demo-2")]
    public void Numbered_CountsFromTheBareId(int number, string expected) => RunIdentity.Numbered("demo", number).ShouldBe(expected);
}
