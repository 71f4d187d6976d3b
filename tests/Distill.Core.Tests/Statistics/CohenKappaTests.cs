using Distill.Core.Statistics;

namespace Distill.Core.Tests.Statistics;

public class CohenKappaTests
{
    private static readonly long[][] Table =
    [
        [53, 5, 2],
        [11, 14, 5],
        [1, 6, 3],
    ];

    // Reference values: the published variance worked out in the equivalent form of Fleiss, Cohen and Everitt's equation 13.
    [Theory]
    [InlineData(KappaWeights.None, 0.4285714, 0.2796949, 0.5774480)]
    [InlineData(KappaWeights.Linear, 0.4923077, 0.3517255, 0.6328899)]
    [InlineData(KappaWeights.Quadratic, 0.5666667, 0.4123702, 0.7209631)]
    public void Of_AKnownTable_HasThePublishedInterval(KappaWeights weights, double kappa, double low, double high)
    {
        var estimate = CohenKappa.Of(Table, weights).Kappa.ShouldNotBeNull();
        estimate.Value.ShouldBe(kappa, 1e-6);
        estimate.Low.ShouldBe(low, 1e-6);
        estimate.High.ShouldBe(high, 1e-6);
    }

    [Fact]
    public void Of_AgreementThatChanceGives_HasNoKappa()
    {
        CohenKappa
            .Of([
                [10, 0],
                [0, 0],
            ])
            .Kappa.ShouldBeNull();
        CohenKappa.Of([]).ShouldBe(new CohenKappa(0, 0, 0, null));
        CohenKappa
            .Of(
                [
                    [4],
                ],
                KappaWeights.Quadratic
            )
            .Kappa.ShouldBeNull();
    }

    [Fact]
    public void Of_PerfectAgreement_IsOne() =>
        CohenKappa
            .Of([
                [10, 0],
                [0, 10],
            ])
            .Kappa.ShouldBe(new Estimate(1, 1, 1));

    [Fact]
    public void Of_ATableThatIsNotSquare_IsRefused() =>
        Should.Throw<ArgumentException>(() =>
            CohenKappa.Of([
                [1, 2],
                [3],
            ])
        );
}
