using CsCheck;
using Distill.Core.Inference;

namespace Distill.Core.Tests.Inference;

public class LatencyHistogramTests
{
    [Fact]
    public void Percentile_OfAnyValues_IsWithinFivePercentOfTheTrueOne() =>
        Gen.Select(Gen.Double[0.5, 60_000].Array[1, 300], Gen.Double[0.01, 1])
            .Sample(
                (values, quantile) =>
                {
                    var exact = values.Order().ElementAt(Math.Max(1, (int)Math.Ceiling(quantile * values.Length)) - 1);
                    LatencyHistogram.Of(values).Percentile(quantile).ShouldBe(exact, exact * 0.05);
                }
            );

    [Fact]
    public void Merge_OfTwoParts_EqualsTheWhole() =>
        Gen.Select(Gen.Double[0.5, 5_000].Array[0, 50], Gen.Double[0.5, 5_000].Array[0, 50])
            .Sample(
                (left, right) =>
                    LatencyHistogram
                        .Of(left)
                        .Merge(LatencyHistogram.Of(right))
                        .Buckets.ShouldBe(LatencyHistogram.Of([.. left, .. right]).Buckets, ignoreOrder: true)
            );

    [Fact]
    public void Percentile_OfNothing_IsNaN() => LatencyHistogram.Empty.Percentile(0.5).ShouldBe(double.NaN);
}
