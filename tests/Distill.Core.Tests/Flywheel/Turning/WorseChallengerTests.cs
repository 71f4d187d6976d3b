using Distill.Core.Evaluation.Gates;
using Distill.Core.Judging.Pairwise;
using Distill.Testing;

namespace Distill.Core.Tests.Flywheel.Turning;

/// <summary>Wheels with a challenger whose true advantage is known. A turn that asks for more data carries its traffic over, so the gate looks again on a longer window: up to seven times.</summary>
public sealed class WorseChallengerTests
{
    private const int Wheels = 200;
    private const int Turns = 7;
    private static readonly string[] Slices = ["liked", "disliked", "base"];

    [Theory]
    [InlineData(-0.3, -0.3, -0.3)]
    [InlineData(-0.1, -0.1, -0.1)]
    [InlineData(-0.5, 0.3, -0.1)]
    [InlineData(-0.15, 0.05, -0.05)]
    public void AWorseChallengerIsNeverPromotedInTwoHundredWheels(double liked, double disliked, double known) =>
        Promoted(liked, disliked, known).ShouldBe(0);

    [Fact]
    public void AChallengerThatIsNoBetterIsPromotedNoMoreOftenThanTheGatesErrorRateSays() =>
        // 2.5% of 200 is 5; 12 are passed by chance once in a thousand.
        Promoted(0, 0, 0).ShouldBeLessThan(12);

    [Fact]
    public void AChallengerThatIsClearlyBetterIsPromotedNearlyAlways() => Promoted(0.3, 0.4, 0.2).ShouldBeGreaterThan(190);

    private static int Promoted(params double[] advantages) =>
        Enumerable.Range(1, Wheels).Count(seed => IsPromoted(new Random(seed), advantages));

    private static bool IsPromoted(Random random, double[] advantages)
    {
        // From a small product to a busy one.
        var samples = 30 + random.Next(170);
        var counts = new GsbCounts[Slices.Length];
        for (var turn = 1; turn <= Turns; turn++)
        {
            for (var slice = 0; slice < Slices.Length; slice++)
            {
                for (var i = 0; i < samples; i++)
                {
                    counts[slice] = counts[slice].Add(Compare(random, advantages[slice]), 1);
                }
            }

            var outcome = PromotionGate.Decide(new GateRule { RequireCalibration = false }, Evidence(counts), Some.Time).Outcome;
            if (outcome != GateOutcome.NeedMoreData)
            {
                return outcome == GateOutcome.Promote;
            }
        }

        return false;
    }

    // Three tenths of the answers are alike.
    private static PairOutcome Compare(Random random, double advantage)
    {
        var lot = random.NextDouble();
        return lot < 0.3 ? PairOutcome.Same
            : lot < 0.3 + ((0.7 + advantage) / 2) ? PairOutcome.Good
            : PairOutcome.Bad;
    }

    private static GateEvidence Evidence(GsbCounts[] counts) =>
        new()
        {
            Challenger = "new",
            Baseline = "online",
            EvaluationSet = "set",
            Gsb = new GsbCounts(counts.Sum(slice => slice.Good), counts.Sum(slice => slice.Same), counts.Sum(slice => slice.Bad)),
            Slices = [.. counts.Select((slice, index) => new GateSlice(Slices[index], slice))],
        };
}
