namespace Distill.Core.Statistics;

/// <summary>Tests whether wins and losses are equally likely; ties carry no information on that and are left out. Two-sided.</summary>
/// <remarks>
/// W. J. Dixon and A. M. Mood, "The statistical sign test", JASA 41 (1946) 557-566. The mid-p value counts half of the probability of what was seen:
/// H. O. Lancaster, "Significance tests in discrete distributions", JASA 56 (1961) 223-234. The exact test never errs more often than it says, the mid-p
/// test errs about as often as it says.
/// </remarks>
/// <param name="Good">Wins.</param>
/// <param name="Bad">Losses.</param>
/// <param name="ExactP">The exact p-value.</param>
/// <param name="MidP">The mid-p value.</param>
public sealed record SignTest(long Good, long Bad, double ExactP, double MidP)
{
    /// <summary>The test of these counts; both p-values are 1 when there is neither win nor loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static SignTest Of(long good, long bad)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(good);
        ArgumentOutOfRangeException.ThrowIfNegative(bad);
        var (trials, fewer) = (good + bad, Math.Min(good, bad));
        var point = Math.Exp(LogGamma.Choose(trials, fewer) - (trials * Math.Log(2)));
        var tail = LowerTail(trials, fewer, point);
        return new SignTest(good, bad, Math.Min(1, 2 * tail), Math.Min(1, (2 * tail) - point));
    }

    // The terms fall at least geometrically away from the middle; those that change no digit are left out.
    private static double LowerTail(long trials, long most, double point)
    {
        var (term, sum) = (point, point);
        for (var k = most; k > 0 && term > sum * 1e-17; k--)
        {
            term *= (double)k / (trials - k + 1);
            sum += term;
        }

        return sum;
    }
}
