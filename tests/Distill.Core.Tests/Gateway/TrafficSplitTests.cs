using Distill.Core.Gateway;

namespace Distill.Core.Tests.Gateway;

public class TrafficSplitTests
{
    private const int Users = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    public void Pick_DividesUsersByWeight(double percent)
    {
        var split = Canary(percent);

        var share = Enumerable.Range(0, Users).Count(user => split.Pick($"user{user}") == 1) * 100.0 / Users;

        // Five standard deviations of a binomial share.
        share.ShouldBe(percent, 500 * Math.Sqrt(percent / 100 * (1 - (percent / 100)) / Users));
    }

    [Fact]
    public void Pick_OfTheSameUser_IsTheSame() =>
        Enumerable.Range(0, 100).ShouldAllBe(user => Canary(30).Pick($"user{user}") == Canary(30).Pick($"user{user}"));

    [Fact]
    public void Pick_WhenACanaryGrows_OnlyWinsUsers()
    {
        var (before, after) = (Canary(5), Canary(25));

        Enumerable.Range(0, Users).Select(user => $"user{user}").ShouldAllBe(user => before.Pick(user) == 0 || after.Pick(user) == 1);
    }

    [Fact]
    public void IsSampled_TakesItsShare()
    {
        var shadow = new AliasShadow { Model = "student", Percent = 20 };

        var share = Enumerable.Range(0, Users).Count(request => TrafficSplit.IsSampled($"{request}", shadow)) * 100.0 / Users;

        share.ShouldBe(20, 1.5);
        TrafficSplit.IsSampled("x", shadow with { Percent = 100 }).ShouldBeTrue();
        TrafficSplit.IsSampled("x", shadow with { Percent = 0 }).ShouldBeFalse();
    }

    private static TrafficSplit Canary(double percent) =>
        new([new AliasTarget { Model = "teacher", Weight = 100 - percent }, new AliasTarget { Model = "student", Weight = percent }]);
}
