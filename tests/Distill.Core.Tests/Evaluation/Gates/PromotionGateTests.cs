using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Tests.Evaluation.Gates;

public class PromotionGateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Decide_OfABetterChallenger_PromotesWithAllNumbers()
    {
        var decision = Decide(new GateRule(), Evidence(new GsbCounts(220, 100, 130)));
        decision.Outcome.ShouldBe(GateOutcome.Promote);
        var overall = decision.Checks.Single(check => check.Name == "overall");
        overall.Measured!.Value.ShouldBe(0.2, 1e-12);
        overall.P!.Value.ShouldBeLessThan(0.001);
        overall.Samples.ShouldBe(450);
        overall.Needed.ShouldNotBeNull();
        decision.Summary.ShouldStartWith(
            "new takes the place of online: calibration: the judge (gpt) agrees with people well enough; overall: shown to be better (advantage +20.0%"
        );
    }

    [Theory]
    [InlineData(310, 400, 290, GateClaim.Superiority, GateOutcome.Keep)]
    [InlineData(310, 400, 290, GateClaim.NonInferiority, GateOutcome.NeedMoreData)]
    [InlineData(620, 800, 580, GateClaim.NonInferiority, GateOutcome.Promote)]
    [InlineData(30, 40, 30, GateClaim.Superiority, GateOutcome.NeedMoreData)]
    [InlineData(20, 20, 120, GateClaim.Superiority, GateOutcome.Keep)]
    [InlineData(120, 20, 20, GateClaim.Superiority, GateOutcome.Promote)]
    [InlineData(40, 0, 0, GateClaim.Superiority, GateOutcome.NeedMoreData)]
    [InlineData(0, 0, 0, GateClaim.NonInferiority, GateOutcome.NeedMoreData)]
    public void Decide_ByTheCounts_PromotesKeepsOrAsksForMore(long good, long same, long bad, GateClaim claim, GateOutcome outcome)
    {
        var decision = Decide(new GateRule { Claim = claim }, Evidence(new GsbCounts(good, same, bad)));
        decision.Outcome.ShouldBe(outcome, decision.Summary);
    }

    [Fact]
    public void Decide_OfASliceThatGotWorse_Keeps()
    {
        var decision = Decide(
            new GateRule(),
            Evidence(new GsbCounts(300, 100, 150), ("liked", new GsbCounts(20, 40, 90)), ("disliked", new GsbCounts(280, 60, 60)))
        );
        decision.Outcome.ShouldBe(GateOutcome.Keep);
        decision.Summary.ShouldContain("slice:liked: not shown to be worse by less than 15.0%");
        decision.Checks.Single(check => check.Name == "slice:disliked").State.ShouldBe(GateCheckState.Passed);
    }

    [Fact]
    public void Decide_OfAThinSlice_AsksForMoreSamplesOfIt()
    {
        var decision = Decide(new GateRule(), Evidence(new GsbCounts(300, 100, 150), ("rare", new GsbCounts(10, 5, 3))));
        decision.Outcome.ShouldBe(GateOutcome.NeedMoreData);
        decision.Checks.Single(check => check.Name == "slice:rare").Needed!.Value.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Decide_OfManySlices_CorrectsTheirPValues()
    {
        var slice = new GsbCounts(20, 60, 20);
        var one = Decide(new GateRule(), Evidence(new GsbCounts(300, 100, 150), ("a", slice))).Checks[^1].P!.Value;
        var slices = Enumerable.Range(0, 8).Select(i => ($"s{i}", slice)).ToArray();
        Decide(new GateRule(), Evidence(new GsbCounts(300, 100, 150), slices)).Checks[^1].P!.Value.ShouldBe(8 * one, 1e-12);
    }

    [Theory]
    [InlineData(JudgeTrust.NotTrusted, GateOutcome.Keep)]
    [InlineData(JudgeTrust.NeedsLabels, GateOutcome.NeedMoreData)]
    [InlineData(null, GateOutcome.NeedMoreData)]
    [InlineData(JudgeTrust.Trusted, GateOutcome.Promote)]
    public void Decide_ByAJudge_NeedsItsCalibration(JudgeTrust? trust, GateOutcome outcome)
    {
        var evidence = Evidence(new GsbCounts(300, 100, 150)) with { Trust = trust };
        Decide(new GateRule(), evidence).Outcome.ShouldBe(outcome);
        Decide(new GateRule { RequireCalibration = false }, evidence).Outcome.ShouldBe(GateOutcome.Promote);
        Decide(new GateRule(), evidence with { Judges = [] }).Outcome.ShouldBe(GateOutcome.Promote);
    }

    [Fact]
    public void Decide_ByFloorAndBudgets_ExaminesEachAndAsksForWhatIsMissing()
    {
        var rule = new GateRule
        {
            QualityFloor = 0.9,
            MaxP95Ms = 500,
            MaxCostPerThousand = 0.2m,
        };
        var evidence = Evidence(new GsbCounts(300, 100, 150)) with
        {
            TeacherRatio = new Estimate(0.95, 0.92, 0.98),
            P95Ms = 420,
            CostPerThousand = 0.2m,
        };
        Decide(rule, evidence).Outcome.ShouldBe(GateOutcome.Promote);
        Decide(rule, evidence with { P95Ms = 501 }).Summary.ShouldBe("online stays: latency: 501, at most 500 ms at the 95th percentile.");
        Decide(rule, evidence with { CostPerThousand = null }).Outcome.ShouldBe(GateOutcome.NeedMoreData);
        Decide(rule, evidence with { TeacherRatio = new Estimate(0.91, 0.88, 0.94) }).Outcome.ShouldBe(GateOutcome.NeedMoreData);
        Decide(rule, evidence with { TeacherRatio = new Estimate(0.85, 0.82, 0.88) }).Outcome.ShouldBe(GateOutcome.Keep);
    }

    [Fact]
    public void Decide_OfAChallengerNoBetter_RarelyPromotes()
    {
        var random = new Random(20);
        var promoted = 0;
        for (var run = 0; run < 1000; run++)
        {
            // Looked at after every hundred samples, as an impatient team does, until something is decided.
            var gsb = default(GsbCounts);
            var outcome = GateOutcome.NeedMoreData;
            while (outcome == GateOutcome.NeedMoreData)
            {
                for (var i = 0; i < 100; i++)
                {
                    var drawn = random.NextDouble();
                    gsb = gsb.Add(
                        drawn < 0.25 ? PairOutcome.Good
                        : drawn < 0.5 ? PairOutcome.Bad
                        : PairOutcome.Same
                    );
                }

                outcome = Decide(new GateRule(), Evidence(gsb)).Outcome;
            }

            promoted += outcome == GateOutcome.Promote ? 1 : 0;
        }

        promoted.ShouldBeLessThan(45);
    }

    [Fact]
    public void Record_OfADecision_IsReproducibleAndShowsTampering()
    {
        var evidence = Evidence(new GsbCounts(220, 100, 130), ("liked", new GsbCounts(100, 50, 60)));
        var record = GateRecord.Of(Decide(new GateRule(), evidence));
        record.ShouldBe(GateRecord.Of(Decide(new GateRule(), evidence)));
        record.Sha256.Length.ShouldBe(64);
        record.Json.ShouldStartWith("{\"checks\":[{\"high\":null,\"low\":null,\"measured\":null,\"name\":\"calibration\"");
        record.IsIntact.ShouldBeTrue();
        GateRecord.Of(record.Read()).ShouldBe(record);
        var forged = record with { Json = record.Json.Replace("\"good\":220", "\"good\":320") };
        forged.IsIntact.ShouldBeFalse();
        Should.Throw<InvalidDataException>(() => forged.Read()).Message.ShouldContain("was changed");
    }

    [Fact]
    public void Decide_ByARuleOutOfLimits_NamesTheSetting() =>
        Should
            .Throw<InvalidSettingException>(() => Decide(new GateRule { Margin = 0 }, Evidence(default)))
            .Message.ShouldContain("'margin'");

    [Fact]
    public void Counts_OfPairedScores_AreWinsTiesAndLosses() =>
        GateEvidence.Counts(PairedScores.Of([(1, 0), (1, 1), (0, 0), (0, 1), (1, 0)])).ShouldBe(new GsbCounts(2, 2, 1));

    private static GateDecision Decide(GateRule rule, GateEvidence evidence) => PromotionGate.Decide(rule, evidence, Now);

    private static GateEvidence Evidence(GsbCounts gsb, params (string Name, GsbCounts Gsb)[] slices) =>
        new()
        {
            Challenger = "new",
            Baseline = "online",
            EvaluationSet = "eval@3",
            Gsb = gsb,
            Slices = [.. slices.Select(slice => new GateSlice(slice.Name, slice.Gsb))],
            Judges = ["gpt"],
            Trust = JudgeTrust.Trusted,
        };
}
