namespace Distill.Core.Statistics;

/// <summary>The score interval of a proportion.</summary>
/// <remarks>
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212. Unlike the textbook interval
/// p ± z·sqrt(p(1-p)/n) it stays within 0..1 and keeps its coverage for small n and for p near 0 or 1, where good students are.
/// </remarks>
public static class WilsonInterval
{
    /// <summary>The standard normal quantile of a two-sided 95% interval.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>The proportion <paramref name="successes"/> / <paramref name="trials"/> with its interval; 0 in [0, 1] when there was no trial.</summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 0.</param>
    /// <param name="z">Normal quantile of the confidence wanted; 95% by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more successes than trials.</exception>
    public static Estimate Of(long successes, long trials, double z = Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, successes);
        if (trials == 0)
        {
            return new Estimate(0, 0, 1);
        }

        var share = (double)successes / trials;
        var z2 = z * z;
        var scale = 1 + (z2 / trials);
        var centre = (share + (z2 / (2 * trials))) / scale;
        var margin = z / scale * Math.Sqrt((share * (1 - share) / trials) + (z2 / (4.0 * trials * trials)));
        // At the ends the bound is exact; rounding must not move it past the point estimate.
        return new Estimate(share, Math.Clamp(centre - margin, 0, share), Math.Clamp(centre + margin, share, 1));
    }
}
