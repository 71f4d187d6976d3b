using CsCheck;
using Distill.Core.Statistics;

namespace Distill.Core.Tests.Statistics;

public class PairedTestTests
{
    // Reference values: binomial sums in exact arithmetic.
    [Theory]
    [InlineData(8, 2, 0.109375, 0.0654296875)]
    [InlineData(5, 5, 1, 1)]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 5, 0.0625, 0.03125)]
    [InlineData(6, 16, 0.052478790283203, 0.034689664840698)]
    [InlineData(120, 80, 0.0056851559967503, 0.0046600519746403)]
    public void SignTest_OfKnownCounts_HasTheExactPValues(long good, long bad, double exact, double mid)
    {
        var test = SignTest.Of(good, bad);
        test.ExactP.ShouldBe(exact, 1e-11);
        test.MidP.ShouldBe(mid, 1e-11);
        McNemarTest.Of(100, good, bad, 7).MidP.ShouldBe(mid, 1e-11);
    }

    // Reference values: the profile likelihood maximised numerically and the score inverted by bisection.
    [Theory]
    [InlineData(12, 36, 2, 0.0611124, 0.3447087)]
    [InlineData(30, 50, 20, -0.0391178, 0.2352218)]
    [InlineData(5, 0, 15, -0.7762766, -0.0625982)]
    [InlineData(3, 97, 9, -0.1268207, 0.0083798)]
    public void PairedDifference_OfKnownCounts_IsTangosInterval(long good, long same, long bad, double low, double high)
    {
        var interval = PairedDifference.Interval(good, same, bad);
        interval.Low.ShouldBe(low, 1e-6);
        interval.High.ShouldBe(high, 1e-6);
    }

    [Fact]
    public void PairedDifference_WithoutTies_IsWilsonsInterval() =>
        Gen.Select(Gen.Long[0, 300], Gen.Long[1, 300])
            .Sample(
                (good, bad) =>
                {
                    var (ours, wilson) = (PairedDifference.WinRate(good, 0, bad), WilsonInterval.Of(good, good + bad));
                    ours.Low.ShouldBe(wilson.Low, 1e-9);
                    ours.High.ShouldBe(wilson.High, 1e-9);
                },
                iter: 300
            );

    [Fact]
    public void PairedDifference_OfTiesOnly_IsNarrowAroundZeroAndShowsNoGain()
    {
        PairedDifference.Interval(0, 20, 0).High.ShouldBe(0.161125158, 1e-8);
        PairedDifference.PAtMost(0, 20, 0, 0).ShouldBe(0.5);
        PairedDifference.PAtMost(0, 2000, 0, -0.05).ShouldBeLessThan(1e-10);
        PairedDifference.Interval(0, 0, 0).ShouldBe(new Estimate(0, -1, 1));
    }

    [Fact]
    public void PairedDifference_OfAnyCounts_AgreesWithItsTestAndIsSymmetric() =>
        Gen.Select(Gen.Long[0, 200], Gen.Long[0, 200], Gen.Long[0, 200], Gen.Double[-0.9, 0.9])
            .Where((g, s, b, _) => g + s + b > 0)
            .Sample(
                (good, same, bad, hypothesis) =>
                {
                    var interval = PairedDifference.Interval(good, same, bad);
                    (PairedDifference.PAtMost(good, same, bad, hypothesis) < 0.025).ShouldBe(
                        interval.Low > hypothesis,
                        $"{interval} {hypothesis}"
                    );
                    PairedDifference.Interval(bad, same, good).High.ShouldBe(-interval.Low, 1e-12);
                },
                iter: 500
            );

    [Fact]
    public void McNemar_OfAKnownTable_HasTheDifferenceOfTheShares() => McNemarTest.Of(36, 12, 2, 0).Difference.Value.ShouldBe(0.2, 1e-12);

    // Newcombe's method 10 worked out for 56/70 and 48/80 (his example).
    [Fact]
    public void TwoProportions_OfNewcombesExample_IsHisInterval()
    {
        var interval = TwoProportions.Difference(56, 70, 48, 80);
        interval.Low.ShouldBe(0.0524, 1e-4);
        interval.High.ShouldBe(0.3339, 1e-4);
    }

    // Reference values: the restricted likelihood maximised numerically.
    [Theory]
    [InlineData(85, 100, 87, 100, 0.1, 0.0553431)]
    [InlineData(150, 200, 80, 100, 0.05, 0.5)]
    [InlineData(40, 60, 40, 60, 0.1, 0.1219555)]
    [InlineData(0, 0, 5, 10, 0.1, 1)]
    public void NonInferiority_OfKnownCounts_IsFarringtonAndMannings(long a, long m, long b, long n, double margin, double p) =>
        TwoProportions.NonInferiorityP(a, m, b, n, margin).ShouldBe(p, 1e-6);

    [Fact]
    public void Holm_OfSeveralPValues_StepsDownAndStaysInOrder() =>
        HolmCorrection.Adjust([0.01, 0.04, 0.03, 0.005]).ShouldBe([0.03, 0.06, 0.06, 0.02], 1e-12);

    [Fact]
    public void Normal_InTheTails_KeepsItsRelativeAccuracy()
    {
        (StandardNormal.Cdf(-5) / 2.8665157187919391e-7).ShouldBe(1, 1e-12);
        StandardNormal.Cdf(1.959963984540054).ShouldBe(0.975, 1e-15);
        StandardNormal.Cdf(double.NegativeInfinity).ShouldBe(0);
        StandardNormal.Quantile(0.975).ShouldBe(WilsonInterval.Z95, 1e-12);
        StandardNormal.Quantile(1e-10).ShouldBe(-6.361340902404056, 1e-9);
        Should.Throw<ArgumentOutOfRangeException>(() => StandardNormal.Quantile(1));
    }

    [Fact]
    public void SampleSize_ForAKnownEffect_IsConnorsAndReachesItsPower()
    {
        SampleSize.ForSuperiority(0.1, 0.4).ShouldBe(312);
        SampleSize.ForNonInferiority(0, 0.4, 0.1).ShouldBe(309);
        SampleSize.Power(312, 0.1, 0.4).ShouldBe(0.8, 0.001);
        SampleSize.Power(309, 0, 0.4, 0.1).ShouldBe(0.8, 0.001);
        Should.Throw<ArgumentOutOfRangeException>(() => SampleSize.ForSuperiority(0.5, 0.4));
        Should.Throw<ArgumentOutOfRangeException>(() => SampleSize.ForSuperiority(0, 0.4));
    }

    [Fact]
    public void SequentialWinRate_OfCounts_DecidesOnlyBeyondItsBound()
    {
        new SequentialWinRate(30, 0, 10).EValue.ShouldBe(31.636906, 1e-4);
        new SequentialWinRate(30, 0, 10).Outcome.ShouldBe(SequentialOutcome.Better);
        new SequentialWinRate(10, 0, 30).Outcome.ShouldBe(SequentialOutcome.Worse);
        new SequentialWinRate(35, 0, 15).Outcome.ShouldBe(SequentialOutcome.Continue);
        new SequentialWinRate(0, 0, 0).Outcome.ShouldBe(SequentialOutcome.Continue);
        var interval = new SequentialWinRate(30, 0, 10).WinRate;
        interval.Low.ShouldBeGreaterThan(0.5);
        new SequentialWinRate(30, 0, 10).EValueOf(interval.Low).ShouldBe(20, 1e-3);
    }
}
