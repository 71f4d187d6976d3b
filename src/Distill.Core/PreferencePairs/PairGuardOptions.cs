namespace Distill.Core.PreferencePairs;

/// <summary>What a preference pair must hold to be trained on.</summary>
public sealed record PairGuardOptions
{
    /// <summary>Pairs whose answers are at least so similar (Jaccard of 5-character shingles, 0 to 1) have nothing to prefer. Default 0.9.</summary>
    public double MaxSimilarity { get; init; } = 0.9;

    /// <summary>Most times that one answer may be as long as the other, in characters; at least 1. Default 4; null does not ask.</summary>
    /// <remarks>Preference training learns length where it can: R. Park et al., "Disentangling length from quality in direct preference optimization", 2024.</remarks>
    public double? MaxLengthRatio { get; init; } = 4;

    /// <summary>The model version that is trained: an answer of another one is off its policy. Null does not ask.</summary>
    public string? OnlineVersion { get; init; }
}
