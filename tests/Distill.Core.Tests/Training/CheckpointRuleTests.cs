using CsCheck;
using Distill.Core.Training;

namespace Distill.Core.Tests.Training;

public sealed class CheckpointRuleTests
{
    [Fact]
    public void Choose_TakesTheHighestMean()
    {
        var (best, means, rows) = CheckpointRule.Choose([Scores(("a", 1), ("b", 2)), Scores(("a", 4), ("b", 5))]).ShouldNotBeNull();

        best.ShouldBe(1);
        means.ShouldBe([1.5, 4.5]);
        rows.ShouldBe(2);
    }

    [Fact]
    public void Choose_OfEqualOnes_TakesTheEarlier() =>
        CheckpointRule
            .Choose([Scores(("a", 3), ("b", 3)), Scores(("a", 4), ("b", 2)), Scores(("a", 2), ("b", 4))])
            .ShouldNotBeNull()
            .Best.ShouldBe(0);

    [Fact]
    public void Choose_CountsOnlyRowsThatAllHaveAScoreOn()
    {
        // Over all of its own rows the second model would be ahead; on the rows of both it is behind.
        var (best, _, rows) = CheckpointRule.Choose([Scores(("a", 3), ("b", 3)), Scores(("a", 2), ("b", 2), ("c", 5))]).ShouldNotBeNull();

        best.ShouldBe(0);
        rows.ShouldBe(2);
    }

    [Fact]
    public void Choose_WithoutACommonRow_ChoosesNothing()
    {
        CheckpointRule.Choose([Scores(("a", 3)), Scores(("b", 3))]).ShouldBeNull();
        CheckpointRule.Choose([]).ShouldBeNull();
    }

    [Fact]
    public void Choose_DoesNotDependOnTheOrderOfRows() =>
        Gen.Double[1, 5]
            .Array[2, 40]
            .Sample(values =>
            {
                var forward = values.Select((value, i) => ($"r{i}", value)).ToArray();
                var backward = forward.Reverse().ToArray();
                CheckpointRule.Choose([Scores(forward), Scores(backward)]).ShouldNotBeNull().Best.ShouldBe(0);
            });

    private static Dictionary<string, double> Scores(params (string Row, double Score)[] scores) =>
        scores.ToDictionary(pair => pair.Row, pair => pair.Score);
}
