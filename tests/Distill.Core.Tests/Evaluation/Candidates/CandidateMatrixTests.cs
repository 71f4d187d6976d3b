using CsCheck;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Candidates;
using Distill.Core.Statistics;

namespace Distill.Core.Tests.Evaluation.Candidates;

public class CandidateMatrixTests
{
    private static readonly Candidate[] All =
    [
        Make("teacher", 0.95, 3000, 10m),
        Make("large", 0.93, 900, 2m),
        Make("small", 0.9, 300, 0.5m),
        Make("worse", 0.88, 400, 0.6m),
        new("unmeasured", null, 100, 200, 0.1m),
    ];

    [Fact]
    public void Of_Candidates_FindsTheFrontAndRecommendsByWeight()
    {
        var matrix = CandidateMatrix.Of(All);
        matrix.Rows.Where(row => row.OnFront).Select(row => row.Candidate.Name).ShouldBe(["small", "large", "teacher"]);
        matrix.Recommended.ShouldBe("small");
        matrix.Rows[0].Score!.Value.ShouldBe((0.5 * 0.9 / 0.95) + 0.25 + 0.25, 1e-12);
        matrix.Reason.ShouldContain("small has the best score");
        matrix.Reason.ShouldContain("Next is large");
        matrix.Rows[^1].Excluded.ShouldBe("quality, latency or cost was not measured");
    }

    [Fact]
    public void Of_ASceneThatAsksForQuality_RecommendsTheBest() =>
        CandidateMatrix
            .Of(
                All,
                new CandidateWeights
                {
                    Quality = 1,
                    Latency = 0,
                    Cost = 0,
                }
            )
            .Recommended.ShouldBe("teacher");

    [Fact]
    public void Of_Limits_LeavesOutWhatBreaksThem()
    {
        var matrix = CandidateMatrix.Of(All, new CandidateWeights { MinQuality = 0.92, MaxP95Ms = 1000 });
        matrix.Recommended.ShouldBe("large");
        matrix.Rows.Single(row => row.Candidate.Name == "small").Excluded.ShouldBe("quality 0.9 is below 0.92");
        CandidateMatrix.Of(All, new CandidateWeights { MaxCostPerThousand = 0.01m }).Recommended.ShouldBeNull();
    }

    [Fact]
    public void Of_AnyCandidates_NeverRecommendsADominatedOne() =>
        Check.Sample(
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[0, 5]).List[1, 8],
            drawn =>
            {
                var matrix = CandidateMatrix.Of([.. drawn.Select((c, i) => Make($"m{i}", c.Item1 / 5.0, c.Item2, c.Item3))]);
                var chosen = matrix.Rows.Single(row => row.Candidate.Name == matrix.Recommended);
                chosen.OnFront.ShouldBeTrue();
                chosen.Score!.Value.ShouldBeInRange(0, 1 + 1e-12);
            }
        );

    [Fact]
    public void Of_WeightsThatWeighNothing_IsRefused() =>
        Should.Throw<InvalidSettingException>(() =>
            CandidateMatrix.Of(
                All,
                new CandidateWeights
                {
                    Quality = 0,
                    Latency = 0,
                    Cost = 0,
                }
            )
        );

    private static Candidate Make(string name, double quality, double p95, decimal cost) =>
        new(name, new Estimate(quality, quality - 0.02, quality + 0.02), p95 / 2, p95, cost);
}
