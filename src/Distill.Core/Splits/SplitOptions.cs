namespace Distill.Core.Splits;

/// <summary>How a dataset is split.</summary>
public sealed record SplitOptions
{
    /// <summary>Share of the training set. Default 0.8.</summary>
    public double Train { get; init; } = 0.8;

    /// <summary>Share of the validation set; 0 makes none. Default 0.1.</summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>Share of the test set; 0 makes none. Default 0.1.</summary>
    public double Test { get; init; } = 0.1;

    /// <summary>Seed of the assignment. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Jaccard similarity of character shingles from which two prompts count as near-duplicates; 0.5 to 1. Default 0.8; 1 groups only prompts that are equal after normalisation.</summary>
    public double NearDuplicateThreshold { get; init; } = 0.8;

    /// <summary>What is wrong with these options, or null.</summary>
    public string? Validate()
    {
        double[] shares = [Train, Validation, Test];
        if (shares.Any(share => share is < 0 or > 1 or double.NaN) || Math.Abs(shares.Sum() - 1) > 1e-6)
        {
            return $"The shares train {Train}, validation {Validation} and test {Test} must each be from 0 to 1 and add up to 1.";
        }

        return NearDuplicateThreshold is >= 0.5 and <= 1
            ? null
            : $"The near-duplicate threshold is {NearDuplicateThreshold}, but must be from 0.5 to 1.";
    }

    internal double Share(SplitSet set) =>
        set switch
        {
            SplitSet.Train => Train,
            SplitSet.Validation => Validation,
            _ => Test,
        };
}
