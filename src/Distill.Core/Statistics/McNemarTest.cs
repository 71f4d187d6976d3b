namespace Distill.Core.Statistics;

/// <summary>Compares the shares of right answers of two models on the same samples.</summary>
/// <remarks>
/// Q. McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 12 (1947) 153-157. Only samples on which
/// the models differ count. Prefer the mid-p value: M. W. Fagerland, S. Lydersen and P. Laake, "The McNemar test for binary matched-pairs data", BMC
/// Medical Research Methodology 13:91 (2013). The interval is Tango's, see <see cref="PairedDifference"/>.
/// </remarks>
/// <param name="BothRight">Samples that both answer right.</param>
/// <param name="OnlyFirst">Samples that only the first model answers right.</param>
/// <param name="OnlySecond">Samples that only the second model answers right.</param>
/// <param name="BothWrong">Samples that both answer wrong.</param>
/// <param name="Difference">The first model's share less the second's, with its 95% interval.</param>
/// <param name="ExactP">Two-sided exact p-value of no difference.</param>
/// <param name="MidP">Two-sided mid-p value of no difference.</param>
public sealed record McNemarTest(
    long BothRight,
    long OnlyFirst,
    long OnlySecond,
    long BothWrong,
    Estimate Difference,
    double ExactP,
    double MidP
)
{
    /// <summary>The test of these counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static McNemarTest Of(long bothRight, long onlyFirst, long onlySecond, long bothWrong)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bothRight);
        ArgumentOutOfRangeException.ThrowIfNegative(bothWrong);
        var sign = SignTest.Of(onlyFirst, onlySecond);
        var difference = PairedDifference.Interval(onlyFirst, bothRight + bothWrong, onlySecond);
        return new McNemarTest(bothRight, onlyFirst, onlySecond, bothWrong, difference, sign.ExactP, sign.MidP);
    }
}
