using CsCheck;
using Distill.Core.Statistics;

namespace Distill.Core.Tests.Statistics;

public class IntervalTests
{
    // Reference values: Wilson's formula worked out by hand for z = 1.959964.
    [Theory]
    [InlineData(0, 10, 0, 0.27753)]
    [InlineData(10, 10, 0.72247, 1)]
    [InlineData(81, 263, 0.25527, 0.36623)]
    public void Wilson_OfKnownCases_IsThePublishedInterval(long successes, long trials, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, trials);
        interval.Low.ShouldBe(low, 1e-4);
        interval.High.ShouldBe(high, 1e-4);
    }

    [Fact]
    public void Wilson_OfAnyCounts_StaysInBoundsAndAroundTheShare() =>
        Gen.Select(Gen.Long[0, 100_000], Gen.Long[0, 100_000])
            .Sample(
                (a, b) =>
                {
                    var interval = WilsonInterval.Of(Math.Min(a, b), Math.Max(a, b));
                    interval.Low.ShouldBeInRange(0, interval.Value);
                    interval.High.ShouldBeInRange(interval.Value, 1);
                }
            );

    [Fact]
    public void Wilson_OfMoreSuccessesThanTrials_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2));

    [Theory]
    [InlineData(0.5, 30)]
    [InlineData(0.9, 50)]
    [InlineData(0.97, 200)]
    public void Wilson_InSimulation_CoversTheTruthAbout95Percent(double truth, int trials)
    {
        var random = new Random(1);
        var covered = Enumerable
            .Range(0, 2000)
            .Count(_ =>
            {
                var interval = WilsonInterval.Of(Enumerable.Range(0, trials).Count(_ => random.NextDouble() < truth), trials);
                return interval.Low <= truth && truth <= interval.High;
            });
        (covered / 2000.0).ShouldBeInRange(0.925, 0.98);
    }

    [Fact]
    public void PairedRatio_InSimulation_CoversTheTruthAbout95Percent()
    {
        var random = new Random(2);
        var covered = 0;
        for (var run = 0; run < 200; run++)
        {
            // The student is right on 90% of what the teacher gets right (85%), and on 30% of the rest: 0.81 / 0.85.
            var scores = Enumerable
                .Range(0, 150)
                .Select(_ => random.NextDouble() < 0.85)
                .Select(teacher => (Draw(teacher ? 0.9 : 0.3), teacher ? 1.0 : 0.0));
            var ratio = PairedScores.Of([.. scores]).Ratio(seed: run, resamples: 400).ShouldNotBeNull();
            covered += ratio.Low <= 0.81 / 0.85 && 0.81 / 0.85 <= ratio.High ? 1 : 0;
        }

        (covered / 200.0).ShouldBeInRange(0.90, 0.99);

        double Draw(double share) => random.NextDouble() < share ? 1 : 0;
    }

    [Fact]
    public void PairedRatio_OfShardsSummed_EqualsTheWholeAndRepeats()
    {
        (double, double)[] scores = [(1, 1), (0, 1), (1, 1), (1, 0), (0, 0), (1, 1)];
        var whole = PairedScores.Of(scores);
        var sum = PairedScores.Of(scores[..2]) + PairedScores.Of(scores[2..]);
        sum.Counts.ShouldBe(whole.Counts);
        sum.Ratio(7).ShouldBe(whole.Ratio(7));
        whole.Ratio(7)!.Value.ShouldBe(1);
    }

    [Fact]
    public void PairedRatio_WithoutATeacherScore_IsNull()
    {
        PairedScores.Empty.Ratio(1).ShouldBeNull();
        PairedScores.Of([(1, 0)]).Ratio(1).ShouldBeNull();
    }
}
