namespace Distill.Core.Statistics;

/// <summary>The net advantage (G - B) / N of one model over another on the same samples, of which it wins G and loses B: interval and test.</summary>
/// <remarks>
/// <para>
/// T. Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample design", Statistics in Medicine 17 (1998)
/// 891-908. For right and wrong answers the advantage is the difference of the accuracies; for GSB counts the win rate (G + S/2) / N is half of it
/// above 1/2.
/// </para>
/// <para>One method serves interval, superiority and non-inferiority, so they cannot contradict each other. At the hypothesis 0 the test is McNemar's without
/// continuity correction; where there are no ties the interval is Wilson's.</para>
/// </remarks>
public static class PairedDifference
{
    /// <summary>The advantage with its interval, -1 to 1; 0 in [-1, 1] when there is no sample.</summary>
    /// <param name="good">Samples won.</param>
    /// <param name="same">Samples tied.</param>
    /// <param name="bad">Samples lost.</param>
    /// <param name="z">Normal quantile of the confidence wanted; 95% by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static Estimate Interval(long good, long same, long bad, double z = WilsonInterval.Z95)
    {
        var samples = Samples(good, same, bad);
        return samples == 0
            ? new Estimate(0, -1, 1)
            : new Estimate((double)(good - bad) / samples, -Upper(bad, same, good, z), Upper(good, same, bad, z));
    }

    /// <summary>The win rate (G + S/2) / N with its interval; 1/2 in [0, 1] when there is no sample.</summary>
    public static Estimate WinRate(long good, long same, long bad, double z = WilsonInterval.Z95)
    {
        var advantage = Interval(good, same, bad, z);
        return new Estimate((1 + advantage.Value) / 2, (1 + advantage.Low) / 2, (1 + advantage.High) / 2);
    }

    /// <summary>The score statistic of the hypothesis that the true advantage is <paramref name="advantage"/>: about standard normal if it is, large if it is larger; 0 without samples.</summary>
    /// <param name="good">Samples won.</param>
    /// <param name="same">Samples tied.</param>
    /// <param name="bad">Samples lost.</param>
    /// <param name="advantage">Above -1 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the advantage is not between -1 and 1.</exception>
    public static double Score(long good, long same, long bad, double advantage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(advantage, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(advantage, 1);
        var samples = Samples(good, same, bad);
        return samples == 0 ? 0
            : advantage < 0 ? -ScoreOfGain(bad, samples, good, -advantage)
            : ScoreOfGain(good, samples, bad, advantage);
    }

    /// <summary>One-sided p-value of "the true advantage is at most <paramref name="advantage"/>": small when it is shown to be larger. 1/2 without evidence either way.</summary>
    /// <param name="good">Samples won.</param>
    /// <param name="same">Samples tied.</param>
    /// <param name="bad">Samples lost.</param>
    /// <param name="advantage">Above -1 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the advantage is not between -1 and 1.</exception>
    public static double PAtMost(long good, long same, long bad, double advantage) =>
        StandardNormal.Cdf(-Score(good, same, bad, advantage));

    private static double ScoreOfGain(long good, long samples, long bad, double gain)
    {
        // The likeliest share of losses if the advantage is the hypothesis: the root of a quadratic.
        var a = 2.0 * samples;
        var b = (((2 * samples) - good + bad) * gain) - good - bad;
        var c = -bad * gain * (1 - gain);
        var lost = (Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c))) - b) / (2 * a);
        var variance = samples * ((2 * lost) + (gain * (1 - gain)));
        var excess = good - bad - (samples * gain);
        return variance > 0 ? excess / Math.Sqrt(variance) : 0;
    }

    // The largest advantage that the counts do not contradict; the score falls as the hypothesis grows.
    private static double Upper(long good, long same, long bad, double z)
    {
        var samples = good + same + bad;
        var (low, high) = ((double)(good - bad) / samples, 1.0);
        for (var middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            (low, high) = Score(good, same, bad, middle) > -z ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static long Samples(long good, long same, long bad)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(good);
        ArgumentOutOfRangeException.ThrowIfNegative(same);
        ArgumentOutOfRangeException.ThrowIfNegative(bad);
        return good + same + bad;
    }
}
