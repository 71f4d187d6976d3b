using Distill.Core.Evaluation;
using Distill.Core.Filtering;
using Distill.Core.Sampling;

namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>Which part of its base training data the online model is shown again, so that it forgets nothing.</summary>
public sealed record ReplaySpec
{
    /// <summary>Id of the dataset that the first online model was trained on; null takes what the registry says of it, and goes without when that is nothing.</summary>
    public string? Dataset { get; init; }

    /// <summary>Share of the base data, 0 to 1. Default 0.1; 0 takes none.</summary>
    public double Ratio { get; init; } = 0.1;

    /// <summary>Most rows, whatever the share. Default 10,000.</summary>
    public int Most { get; init; } = 10_000;

    /// <summary>Most liked replies of the traffic that are trained on as they are, among the new rows. Corrections alone are one-sided: they teach what was wrong and not what was right. Default 1,000, as many as corrections at most; docs/flywheel.md says what it rests on.</summary>
    public int Liked { get; init; } = 1000;

    /// <summary>Field whose values are each drawn from in proportion, for example <c>labels.intent</c>; null draws from all rows alike.</summary>
    public string? Strata { get; init; }

    /// <summary>Seed of the draw. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The draw from this many rows; null when it takes none.</summary>
    /// <exception cref="InvalidSettingException"><see cref="Strata"/> names no field; <see cref="RunSpecDocument.ParseFlywheel"/> finds it earlier, with its line.</exception>
    public SampleDraw? ToDraw(long rows)
    {
        var count = (int)Math.Min(Most, Math.Ceiling(rows * Ratio));
        var strata = Strata is null ? null : new Stratification(FieldOf(Strata));
        return count < 1
            ? null
            : new SampleDraw
            {
                Count = count,
                Seed = Seed,
                Strata = strata,
            };
    }

    private static FilterField FieldOf(string path) =>
        FilterField.Parse(path, out var error)
        ?? throw new InvalidSettingException($"The replay's 'strata' names no field: {error!.Message}; {error.Remedy}.");
}
