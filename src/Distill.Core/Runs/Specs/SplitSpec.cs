namespace Distill.Core.Runs.Specs;

/// <summary>The leak-free split; the three shares add up to 1.</summary>
public sealed record SplitSpec
{
    /// <summary>Share to learn from. Default 0.8.</summary>
    public double Train { get; init; } = 0.8;

    /// <summary>Share for the validation loss. Default 0.1.</summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>Share to compare the models on. Default 0.1.</summary>
    public double Test { get; init; } = 0.1;

    /// <summary>Seed of the split. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Similarity of prompts, 0.5 to 1, from which they stay in the same part. Default 0.8.</summary>
    public double NearDuplicateThreshold { get; init; } = 0.8;

    /// <summary>Label whose classes keep their shares in each part; null takes the answer's label in label tasks.</summary>
    public string? StratifyBy { get; init; }
}
