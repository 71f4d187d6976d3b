using Distill.Core.Evaluation;

namespace Distill.Core.Sampling;

/// <summary>How many of the matching records are taken, and by what chance. Immutable.</summary>
public sealed record SampleDraw
{
    /// <summary>Most records; null takes all that match, or the share of <see cref="Fraction"/>.</summary>
    public int? Count { get; init; }

    /// <summary>Chance of each matching record, above 0 to 1; null takes all. The number taken varies by about the square root of what is expected.</summary>
    public double? Fraction { get; init; }

    /// <summary>Seed of the choice. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The strata; null draws from all alike.</summary>
    public Stratification? Strata { get; init; }

    /// <summary>The draw when it makes sense.</summary>
    /// <exception cref="InvalidSettingException">It does not; the message says why and what to do.</exception>
    public SampleDraw Validated()
    {
        if (Count is < 1)
        {
            throw new InvalidSettingException("count must be at least 1.");
        }

        if (Fraction is not null and not (> 0 and <= 1))
        {
            throw new InvalidSettingException("fraction must be above 0 and at most 1.");
        }

        if (Count is not null && Fraction is not null)
        {
            throw new InvalidSettingException("give a count or a fraction, not both.");
        }

        return Strata is null ? this : ValidatedStrata(Strata);
    }

    private SampleDraw ValidatedStrata(Stratification strata)
    {
        if (strata.Counts is null && Count is null)
        {
            throw new InvalidSettingException(
                "strata share a count: give one, or a count for each stratum. A fraction draws from every stratum alike without them."
            );
        }

        if (strata.Counts is not null && (Count is not null || Fraction is not null))
        {
            throw new InvalidSettingException("each stratum has a count of its own: leave count and fraction out.");
        }

        return strata.Counts?.Values.Any(count => count < 1) == true
            ? throw new InvalidSettingException("the count of a stratum must be at least 1.")
            : this;
    }
}
