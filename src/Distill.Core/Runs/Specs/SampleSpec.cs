using Distill.Core.Filtering;
using Distill.Core.Sampling;

namespace Distill.Core.Runs.Specs;

/// <summary>How many records of a source are drawn, by the source's seed.</summary>
public sealed record SampleSpec
{
    /// <summary>Most records; null draws no count.</summary>
    public int? Count { get; init; }

    /// <summary>Chance of each record, above 0 to 1; null draws all.</summary>
    public double? Fraction { get; init; }

    /// <summary>Field of the strata, for example <c>labels.intent</c>; null draws from all alike.</summary>
    public string? By { get; init; }

    /// <summary>How strata share the count: <c>proportional</c> or <c>equal</c>. Default <c>proportional</c>.</summary>
    public string Allocation { get; init; } = "proportional";

    /// <summary>Count of each stratum by value, in place of <see cref="Count"/>.</summary>
    public IReadOnlyDictionary<string, int>? Counts { get; init; }

    /// <summary>The draw that this describes.</summary>
    /// <param name="seed">Seed of the source.</param>
    /// <exception cref="Evaluation.InvalidSettingException">It makes no sense; the message says why.</exception>
    public SampleDraw ToDraw(int seed)
    {
        FilterError? error = null;
        var field = By is null ? null : FilterField.Parse(By, out error);
        if (error is not null)
        {
            throw new Evaluation.InvalidSettingException($"by: {error.Message}; {error.Remedy}.");
        }

        if (field is null && Counts is not null)
        {
            throw new Evaluation.InvalidSettingException("counts need the field of the strata: give by, too.");
        }

        return new SampleDraw
        {
            Count = Count,
            Fraction = Fraction,
            Seed = seed,
            Strata = field is null
                ? null
                : new Stratification(field) { Allocation = Enum.Parse<StratumAllocation>(Allocation, ignoreCase: true), Counts = Counts },
        }.Validated();
    }
}
