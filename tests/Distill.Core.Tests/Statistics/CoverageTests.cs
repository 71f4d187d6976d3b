using Distill.Core.Statistics;

namespace Distill.Core.Tests.Statistics;

/// <summary>Intervals cover the truth, and tests err, as often as they say. 10,000 simulations each, seeded.</summary>
public class CoverageTests
{
    private const int Simulations = 10_000;

    [Fact]
    public void Wilson_OverAllTruths_Covers95Percent()
    {
        var random = new Random(11);
        Share(_ =>
            {
                var truth = 0.05 + (0.9 * random.NextDouble());
                return Covers(WilsonInterval.Of(Binomial(random, 40, truth), 40), truth);
            })
            .ShouldBeInRange(0.94, 0.96);
    }

    [Theory]
    [InlineData(0.3, 0.3, 80)]
    [InlineData(0.25, 0.1, 100)]
    [InlineData(0.1, 0.15, 150)]
    public void PairedDifference_Covers95Percent(double good, double bad, int pairs)
    {
        var random = new Random(12);
        Share(_ =>
            {
                var (g, s, b) = Pairs(random, pairs, good, bad);
                return Covers(PairedDifference.Interval(g, s, b), good - bad);
            })
            .ShouldBeInRange(0.94, 0.96);
    }

    [Fact]
    public void TwoProportions_Cover95Percent()
    {
        var random = new Random(13);
        Share(_ => Covers(TwoProportions.Difference(Binomial(random, 60, 0.8), 60, Binomial(random, 90, 0.7), 90), 0.1))
            .ShouldBeInRange(0.94, 0.96);
    }

    [Fact]
    public void IndependentDifference_OfMeans_Covers95Percent()
    {
        var random = new Random(21);
        Share(_ => Covers(IndependentDifference.Of(Mean(40, 0.5), Mean(70, 0.3)), 0.2)).ShouldBeInRange(0.94, 0.96);

        Estimate Mean(int count, double truth)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(_ => truth + ((random.NextDouble() - 0.5) * 0.5))];
            return MeanInterval.Of(count, values.Sum(), values.Sum(value => value * value), 0, 1)!;
        }
    }

    [Fact]
    public void IndependentDifference_OfWilsonIntervals_IsNewcombes()
    {
        var difference = IndependentDifference.Of(WilsonInterval.Of(56, 70), WilsonInterval.Of(48, 80));
        var newcombe = TwoProportions.Difference(56, 70, 48, 80);
        (difference.Low, difference.High).ShouldBe((newcombe.Low, newcombe.High));
    }

    [Fact]
    public void MeanInterval_OfScores_Covers95Percent()
    {
        var random = new Random(14);
        Share(_ =>
            {
                var (sum, squares) = (0.0, 0.0);
                for (var i = 0; i < 25; i++)
                {
                    var score = 1 + random.Next(5);
                    sum += score;
                    squares += score * score;
                }

                return Covers(MeanInterval.Of(25, sum, squares, 1, 5)!, 3);
            })
            .ShouldBeInRange(0.94, 0.96);
    }

    [Fact]
    public void PairedBootstrap_OfFewSamples_Covers95Percent()
    {
        var random = new Random(15);
        var (student, teacher) = (new double[25], new double[25]);
        var (difference, ratio) = (0, 0);
        for (var run = 0; run < Simulations; run++)
        {
            for (var i = 0; i < student.Length; i++)
            {
                // Scores 1 to 5; the student is a point below on a third of them.
                teacher[i] = 2 + random.Next(4);
                student[i] = teacher[i] - (random.Next(3) == 0 ? 1 : 0);
            }

            difference += Covers(PairedBootstrap.Difference(student, teacher, run, 150)!, -1 / 3.0) ? 1 : 0;
            ratio += Covers(PairedBootstrap.Ratio(student, teacher, run, 150)!, 1 - (1 / 3.0 / 3.5)) ? 1 : 0;
        }

        ((double)difference / Simulations).ShouldBeInRange(0.94, 0.96);
        ((double)ratio / Simulations).ShouldBeInRange(0.94, 0.96);
    }

    [Theory]
    [InlineData(KappaWeights.None, 0.55)]
    [InlineData(KappaWeights.Quadratic, 0.55)]
    public void CohenKappa_Covers95Percent(KappaWeights weights, double truth)
    {
        // The judge repeats the label with probability 0.55 and else draws one anew: every kappa is 0.55.
        var random = new Random(16);
        Share(_ =>
            {
                long[][] table = [new long[3], new long[3], new long[3]];
                for (var i = 0; i < 200; i++)
                {
                    var label = random.Next(3);
                    table[label][random.NextDouble() < truth ? label : random.Next(3)]++;
                }

                return Covers(CohenKappa.Of(table, weights).Kappa!, truth);
            })
            .ShouldBeInRange(0.94, 0.96);
    }

    [Fact]
    public void Tests_WithoutADifference_ErrNoMoreOftenThanTheySay()
    {
        var random = new Random(17);
        var (exact, mid, inferior, independent) = (0, 0, 0, 0);
        for (var run = 0; run < Simulations; run++)
        {
            var (g, s, b) = Pairs(random, 60, 0.2, 0.2);
            var sign = SignTest.Of(g, b);
            exact += sign.ExactP < 0.05 ? 1 : 0;
            mid += sign.MidP < 0.05 ? 1 : 0;
            (g, s, b) = Pairs(random, 150, 0.15, 0.25);
            inferior += PairedDifference.PAtMost(g, s, b, -0.1) < 0.05 ? 1 : 0;
            var p = TwoProportions.NonInferiorityP(Binomial(random, 150, 0.7), 150, Binomial(random, 150, 0.8), 150, 0.1);
            independent += p < 0.05 ? 1 : 0;
        }

        ((double)exact / Simulations).ShouldBeLessThan(0.05);
        ((double)mid / Simulations).ShouldBeInRange(0.03, 0.055);
        ((double)inferior / Simulations).ShouldBeInRange(0.04, 0.06);
        ((double)independent / Simulations).ShouldBeInRange(0.04, 0.06);
    }

    [Fact]
    public void SequentialWinRate_LookedAtAfterEveryPair_KeepsItsErrorRate()
    {
        var random = new Random(18);
        var (stopped, missed) = (0, 0);
        for (var run = 0; run < Simulations; run++)
        {
            var (alarm, uncovered) = (false, false);
            var fair = new SequentialWinRate(0, 0, 0);
            var biased = new SequentialWinRate(0, 0, 0);
            for (var pair = 0; pair < 150; pair++)
            {
                fair = Add(fair, random.NextDouble(), 0.4, 0.4);
                biased = Add(biased, random.NextDouble(), 0.6, 0.1);
                alarm |= fair.Outcome != SequentialOutcome.Continue;
                uncovered |= biased.EValueOf(0.75) >= 20;
            }

            stopped += alarm ? 1 : 0;
            missed += uncovered ? 1 : 0;
        }

        ((double)stopped / Simulations).ShouldBeLessThan(0.05);
        ((double)missed / Simulations).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void SampleSize_OfPairs_HasThePowerItPromises()
    {
        var random = new Random(19);
        var pairs = (int)SampleSize.ForSuperiority(0.2, 0.5);
        Share(_ =>
            {
                var (g, s, b) = Pairs(random, pairs, 0.35, 0.15);
                return PairedDifference.Interval(g, s, b).Low > 0;
            })
            .ShouldBeInRange(0.78, 0.83);
    }

    private static double Share(Func<int, bool> holds) => (double)Enumerable.Range(0, Simulations).Count(holds) / Simulations;

    private static bool Covers(Estimate interval, double truth) => interval.Low <= truth && truth <= interval.High;

    private static long Binomial(Random random, int trials, double share)
    {
        var count = 0L;
        for (var i = 0; i < trials; i++)
        {
            count += random.NextDouble() < share ? 1 : 0;
        }

        return count;
    }

    private static (long Good, long Same, long Bad) Pairs(Random random, int pairs, double good, double bad)
    {
        var (g, b) = (0L, 0L);
        for (var i = 0; i < pairs; i++)
        {
            var drawn = random.NextDouble();
            g += drawn < good ? 1 : 0;
            b += drawn >= 1 - bad ? 1 : 0;
        }

        return (g, pairs - g - b, b);
    }

    private static SequentialWinRate Add(SequentialWinRate sofar, double drawn, double good, double bad) =>
        drawn < good ? sofar with { Good = sofar.Good + 1 }
        : drawn >= 1 - bad ? sofar with { Bad = sofar.Bad + 1 }
        : sofar with { Same = sofar.Same + 1 };
}
