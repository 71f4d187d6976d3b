using System.Text.Json;
using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Tests.Judging.Pairwise;

public class PairReportTests
{
    private const PairPreference A = PairPreference.First;
    private const PairPreference B = PairPreference.Second;
    private const PairPreference T = PairPreference.Same;

    [Theory]
    [InlineData(A, B, PairOutcome.Good, PairOutcome.Good)]
    [InlineData(B, A, PairOutcome.Bad, PairOutcome.Bad)]
    [InlineData(T, T, PairOutcome.Same, PairOutcome.Same)]
    [InlineData(A, A, PairOutcome.Same, PairOutcome.Same)]
    [InlineData(B, B, PairOutcome.Same, PairOutcome.Same)]
    [InlineData(A, T, PairOutcome.Same, PairOutcome.Good)]
    [InlineData(T, A, PairOutcome.Same, PairOutcome.Bad)]
    [InlineData(null, B, PairOutcome.Invalid, PairOutcome.Good)]
    [InlineData(B, null, PairOutcome.Invalid, PairOutcome.Bad)]
    [InlineData(null, null, PairOutcome.Invalid, PairOutcome.Invalid)]
    public void Combine_OfTwoOrders_CountsOnlyWhatBothSay(
        PairPreference? forward,
        PairPreference? backward,
        PairOutcome strict,
        PairOutcome yielding
    )
    {
        new PairJudgement(forward, backward).Combine().ShouldBe(strict);
        new PairJudgement(forward, backward).Combine(OrderCombination.TieYields).ShouldBe(yielding);
    }

    [Fact]
    public void Summary_OfAFairJudge_HasRatesAndNoBias()
    {
        var summary = Summary((A, B, 50), (B, A, 30), (T, T, 20));
        summary.Gsb.ShouldBe(new GsbCounts(50, 20, 30));
        summary.Gsb.WinRate!.Value.ShouldBe(0.6, 1e-12);
        summary.Gsb.Advantage!.Value.ShouldBe(0.2, 1e-12);
        summary.Gsb.WinRate.Low.ShouldBe((1 + summary.Gsb.Advantage.Low) / 2, 1e-12);
        summary.Consistency!.Value.ShouldBe(1);
        summary.PositionBias!.Value.ShouldBe(0);
    }

    [Fact]
    public void Summary_OfAJudgeThatFavoursTheFirstPlace_ShowsIt()
    {
        // The three parts and the invalid ones are all the pairs, as in MT-Bench's table of position bias.
        var summary = Summary((A, B, 20), (A, A, 50), (A, T, 10), (B, B, 5), (B, A, 10), (null, A, 5));
        summary.Pairs.ShouldBe(100);
        summary.Gsb.ShouldBe(new GsbCounts(20, 65, 10, 5));
        summary.Consistency!.Value.ShouldBe(30 / 95.0, 1e-12);
        summary.FirstBiased!.Value.ShouldBe(60 / 95.0, 1e-12);
        summary.SecondBiased!.Value.ShouldBe(5 / 95.0, 1e-12);
        summary.PositionBias!.Value.ShouldBe((50 + 5 - 5) / 95.0, 1e-12);
        summary.PositionBias.Low.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Summary_OfAJudgeThatLikesLength_ShowsIt()
    {
        (PairJudgement, LengthRelation)[] pairs =
        [
            .. Enumerable.Repeat((new PairJudgement(A, B), LengthRelation.Longer), 40),
            .. Enumerable.Repeat((new PairJudgement(B, A), LengthRelation.Shorter), 30),
            .. Enumerable.Repeat((new PairJudgement(A, B), LengthRelation.Shorter), 10),
            .. Enumerable.Repeat((new PairJudgement(A, B), LengthRelation.Similar), 10),
        ];
        var longer = PairSummary.Of(pairs).LongerWins.ShouldNotBeNull();
        longer.Value.ShouldBe(70 / 80.0, 1e-12);
        longer.Low.ShouldBeGreaterThan(0.75);
        PairSummary.Compare(120, 100).ShouldBe(LengthRelation.Longer);
        PairSummary.Compare(105, 100).ShouldBe(LengthRelation.Similar);
        PairSummary.Compare(0, 1).ShouldBe(LengthRelation.Shorter);
    }

    [Fact]
    public void Summary_OfNothing_ClaimsNothing()
    {
        PairSummary.Empty.Gsb.WinRate.ShouldBeNull();
        PairSummary.Empty.PositionBias.ShouldBeNull();
        PairSummary.Empty.LongerWins.ShouldBeNull();
        PairReport.Empty.Of().ShouldBe(PairSummary.Empty);
    }

    [Fact]
    public void Report_OfShards_AddsUpBySliceAndCorrectsThem()
    {
        var shard1 = PairReport.Sum(Enumerable.Range(0, 30).Select(_ => PairReport.Of(new PairJudgement(A, B), slices: ["zh", "long"])));
        var shard2 = PairReport.Sum(
            Enumerable.Range(0, 20).Select(i => PairReport.Of(new PairJudgement(i < 10 ? A : B, i < 10 ? B : A), slices: ["en"]))
        );
        var report = shard1 + shard2;
        report.Groups.Select(group => group.Slice).ShouldBe([null, "en", "long", "zh"]);
        report.Of().Gsb.ShouldBe(new GsbCounts(40, 0, 10));
        report.SliceP()["en"].ShouldBe(1, 1e-12);
        report.SliceP()["zh"].ShouldBe(3 * shard1.Of().Gsb.SignTest.MidP, 1e-15);
        JsonSerializer.Deserialize<PairReport>(JsonSerializer.Serialize(report))!.Of().Gsb.ShouldBe(report.Of().Gsb);
    }

    [Fact]
    public void Add_OfSummariesThatCombineDifferently_IsRefused() =>
        Should.Throw<ArgumentException>(() =>
            Summary((A, B, 1)) + PairSummary.Of([(new PairJudgement(A, B), LengthRelation.Similar)], OrderCombination.TieYields)
        );

    private static PairSummary Summary(params (PairPreference?, PairPreference?, int)[] counts) =>
        PairSummary.Of(
            counts.SelectMany(count =>
                Enumerable.Repeat((new PairJudgement(count.Item1, count.Item2), LengthRelation.Similar), count.Item3)
            )
        );
}
