namespace Distill.Core.Statistics;

/// <summary>The evidence of a running comparison, which may be looked at after every pair and stopped at any time without losing its error rate.</summary>
/// <remarks>
/// <para>
/// A mixture e-process: whatever the true win rate, the chance that its <see cref="EValueOf"/> ever reaches 1/α is at most α (J. Ville, 1939), however often
/// one looks. The mixture over win rates is the uniform one of H. Robbins, "Statistical methods related to the law of the iterated logarithm", Annals
/// of Mathematical Statistics 41 (1970) 1397-1409; that it also holds for scores between 0 and 1, such as 1/2 for a tie, is the sub-Bernoulli case of S. R.
/// Howard, A. Ramdas, J. McAuliffe and J. Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of Statistics 49 (2021) 1055-1080.
/// </para>
/// <para>The price of looking at any time is an interval about half as wide again as a fixed-size one. It depends on counts only, so shards add up in any order.</para>
/// </remarks>
/// <param name="Good">Pairs won so far.</param>
/// <param name="Same">Pairs tied so far.</param>
/// <param name="Bad">Pairs lost so far.</param>
/// <param name="Alpha">Chance of a wrong stop that is accepted, above 0 and below 1.</param>
public sealed record SequentialWinRate(long Good, long Same, long Bad, double Alpha = 0.05)
{
    /// <summary>Evidence against "both are equally good": 1 is none, 1/α and above is enough to stop.</summary>
    public double EValue => EValueOf(0.5);

    /// <summary>What may be said now; once it is not <see cref="SequentialOutcome.Continue"/>, the comparison may stop.</summary>
    public SequentialOutcome Outcome =>
        EValue < 1 / Alpha ? SequentialOutcome.Continue
        : Good > Bad ? SequentialOutcome.Better
        : SequentialOutcome.Worse;

    /// <summary>The win rate with an interval that covers the truth at all times together with probability 1 - α.</summary>
    public Estimate WinRate
    {
        get
        {
            var pairs = Good + Same + Bad;
            var rate = pairs == 0 ? 0.5 : (Good + (Same / 2.0)) / pairs;
            return pairs == 0 ? new Estimate(rate, 0, 1) : new Estimate(rate, Bound(rate, 0), Bound(rate, 1));
        }
    }

    /// <summary>Evidence against a true win rate of <paramref name="rate"/>, above 0 and below 1.</summary>
    public double EValueOf(double rate) => Math.Exp(LogEValue(rate));

    private double LogEValue(double rate)
    {
        var (won, lost) = (Good + (Same / 2.0), Bad + (Same / 2.0));
        return LogGamma.Beta(1 + won, 1 + lost) - (won * Math.Log(rate)) - (lost * Math.Log(1 - rate));
    }

    // The evidence grows from the observed rate to both ends; the bound is where it reaches 1/α.
    private double Bound(double rate, double end)
    {
        var (inside, outside) = (rate, end);
        for (var i = 0; i < 60; i++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = LogEValue(middle) < -Math.Log(Alpha) ? (middle, outside) : (inside, middle);
        }

        return outside;
    }
}
