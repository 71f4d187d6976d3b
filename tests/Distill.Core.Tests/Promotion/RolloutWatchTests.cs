using Distill.Core.Evaluation;
using Distill.Core.Inference;
using Distill.Core.Promotion;

namespace Distill.Core.Tests.Promotion;

public sealed class RolloutWatchTests
{
    private static readonly RolloutPlan Plan = new();
    private static readonly TimeSpan Long = TimeSpan.FromHours(2);

    [Fact]
    public void Look_EnoughTrafficAndTime_Advances()
    {
        var verdict = RolloutWatch.Look(Plan, 1, Long, 3, Arm(2_000), Arm(150));

        verdict.Action.ShouldBe(RolloutAction.Advance);
        verdict.Checks.Select(check => check.Name).ShouldBe(["errors", "latency", "likes"]);
    }

    [Fact]
    public void Look_InAShadow_AsksForNoLikes() =>
        RolloutWatch.Look(Plan, 0, Long, 1, Arm(2_000), Arm(150) with { Disliked = 150, Liked = 0 }).Action.ShouldBe(RolloutAction.Advance);

    [Theory]
    [InlineData(99, 120, RolloutAction.Hold)]
    [InlineData(150, 59, RolloutAction.Hold)]
    [InlineData(100, 60, RolloutAction.Advance)]
    [InlineData(99, 60 * 24, RolloutAction.RollBack)]
    public void Look_WithoutABreach_GoesByRequestsAndTime(long requests, int minutes, RolloutAction expected) =>
        RolloutWatch.Look(Plan, 1, TimeSpan.FromMinutes(minutes), 1, Arm(2_000), Arm(requests)).Action.ShouldBe(expected);

    [Fact]
    public void Look_ManyErrors_TakesBackAtOnceAndSaysWhy()
    {
        var verdict = RolloutWatch.Look(Plan, 1, TimeSpan.Zero, 1, Arm(2_000), Arm(60) with { Failed = 30 });

        verdict.Action.ShouldBe(RolloutAction.RollBack);
        verdict.Summary.ShouldContain("errors: 50.0% of 60 requests failed");
    }

    [Fact]
    public void Look_TwiceTheLatency_TakesBack()
    {
        var slow = Arm(60) with { Latency = LatencyHistogram.Of(Enumerable.Repeat(400.0, 60)) };

        var verdict = RolloutWatch.Look(Plan, 1, Long, 1, Arm(2_000), slow);

        verdict.Action.ShouldBe(RolloutAction.RollBack);
        verdict.Checks.Single(check => check.Name == "latency").Measured!.Value.ShouldBe(2, 0.2);
    }

    [Fact]
    public void Look_AtTrafficWithoutLatencies_ComparesNone() =>
        RolloutWatch
            .Look(Plan, 1, Long, 1, ArmMetrics.None, Arm(100))
            .Checks.Single(check => check.Name == "latency")
            .Measured.ShouldBeNull();

    [Fact]
    public void Rollouts_OfAnEqualChallenger_AreRarelyTakenBack_OfAWorseOneMostly()
    {
        var equal = Simulated(likeRate: 0.70).Count(back => back);
        var worse = Simulated(likeRate: 0.50).Count(back => back);

        // The error rate is 5% over all looks; the fall of 5 points that is accepted makes it smaller still.
        equal.ShouldBeLessThanOrEqualTo(8);
        worse.ShouldBeGreaterThanOrEqualTo(190);
    }

    [Theory]
    [InlineData("steps[0].percent", 0, 100, 1, 1)]
    [InlineData("steps[0].percent", 100, 100, 1, 1)]
    [InlineData("steps[0].patience", 5, 100, 3, 1)]
    [InlineData("steps[0].minRequests", 5, -1, 1, 1)]
    public void Validate_OutOfItsLimits_NamesTheSetting(string name, double percent, long requests, int hold, int patience)
    {
        var step = new RolloutStep
        {
            Kind = RolloutStepKind.Canary,
            Percent = percent,
            MinRequests = requests,
            Hold = TimeSpan.FromHours(hold),
            Patience = TimeSpan.FromHours(patience),
        };

        Should.Throw<InvalidSettingException>(() => new RolloutPlan { Steps = [step] }.Validate()).Message.ShouldContain($"'{name}'");
    }

    [Fact]
    public void Validate_TheDefaults_IsFine() => Plan.Validate();

    private static IEnumerable<bool> Simulated(double likeRate) =>
        Enumerable.Range(0, 200).Select(seed => IsTakenBack(new Random(seed), likeRate));

    // 60 looks at a canary of a quarter, 40 requests a look, all rated.
    private static bool IsTakenBack(Random random, double likeRate)
    {
        var (baseline, challenger) = (ArmMetrics.None, ArmMetrics.None);
        for (var look = 1; look <= 60; look++)
        {
            baseline = baseline.Add(Rated(random, 30, 0.70));
            challenger = challenger.Add(Rated(random, 10, likeRate));
            if (RolloutWatch.Look(Plan, 2, TimeSpan.Zero, look, baseline, challenger).Action == RolloutAction.RollBack)
            {
                return true;
            }
        }

        return false;
    }

    private static ArmMetrics Rated(Random random, int requests, double likeRate)
    {
        var liked = Enumerable.Range(0, requests).Count(_ => random.NextDouble() < likeRate);
        return new ArmMetrics
        {
            Requests = requests,
            Liked = liked,
            Disliked = requests - liked,
        };
    }

    private static ArmMetrics Arm(long requests) =>
        new()
        {
            Requests = requests,
            Latency = LatencyHistogram.Of(Enumerable.Repeat(200.0, (int)Math.Max(0, requests))),
            Liked = requests * 7 / 10,
            Disliked = requests * 3 / 10,
        };
}
