using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Panels;

namespace Distill.Core.Tests.Judging.Panels;

public class JudgePanelTests
{
    private const PairOutcome G = PairOutcome.Good;
    private const PairOutcome S = PairOutcome.Same;
    private const PairOutcome B = PairOutcome.Bad;
    private const PairOutcome X = PairOutcome.Invalid;

    [Theory]
    [InlineData(G, G, B, G, true)]
    [InlineData(G, S, B, S, false)]
    [InlineData(G, X, X, G, true)]
    [InlineData(G, B, X, S, false)]
    [InlineData(B, B, B, B, true)]
    [InlineData(X, X, X, X, false)]
    public void Combine_OfThreeJudges_IsTheMajority(PairOutcome a, PairOutcome b, PairOutcome c, PairOutcome outcome, bool majority)
    {
        var verdict = JudgePanel.Combine([a, b, c]);
        verdict.Outcome.ShouldBe(outcome);
        verdict.HasMajority.ShouldBe(majority);
    }

    [Fact]
    public void Summarize_OfPairs_ReportsDisagreementByJudge()
    {
        var summary = JudgePanel.Summarize(
            ["j1", "j2", "j3"],
            [
                [G, G, G],
                [G, G, B],
                [G, S, B],
                [B, B, X],
                [X, X, X],
            ]
        );
        summary.Gsb.ShouldBe(new GsbCounts(2, 1, 1, 1));
        summary.WithoutMajority.ShouldBe(1);
        summary.Unanimous!.Value.ShouldBe(2 / 4.0);
        summary.WithMajority["j1"]!.Value.ShouldBe(1);
        summary.WithMajority["j3"]!.Value.ShouldBe(1 / 2.0);
        Should.Throw<ArgumentException>(() =>
            JudgePanel.Summarize(
                ["j1"],
                [
                    [G, G],
                ]
            )
        );
    }

    [Fact]
    public void Score_OfAPanel_IsTheMedianOfTheValid()
    {
        JudgePanel.Score([5, null, 4, 1]).ShouldBe(4);
        JudgePanel.Score([null]).ShouldBeNull();
    }

    [Theory]
    [InlineData("gpt-4o", "gpt")]
    [InlineData("ft:gpt-4o-mini:acme::x1", "gpt")]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "qwen")]
    [InlineData("ERNIE-4.0-8K", "ernie")]
    [InlineData("my-own-model", null)]
    public void Family_OfAName_IsToldByItsBeginning(string model, string? family) => ModelFamily.Of(model).ShouldBe(family);

    [Fact]
    public void Warnings_OfAJudgeOfTheSameFamily_NameBoth()
    {
        ModelFamily
            .Warnings(["gpt-4o", "claude-3"], ["ft:gpt-4o-mini:a::b", "qwen-7b"])
            .ShouldHaveSingleItem()
            .ShouldContain("gpt-4o is of the same family (gpt) as ft:gpt-4o-mini:a::b");
        ModelFamily.Warnings(["unknown-1"], ["unknown-2"]).ShouldBeEmpty();
    }
}
