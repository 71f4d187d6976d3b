namespace Distill.Core.Evaluation.Candidates;

/// <summary>What a scene asks for: limits that must hold, and weights of what is better among those that hold them. Only the weights' proportions count.</summary>
public sealed record CandidateWeights
{
    /// <summary>Weight of quality, at least 0. Default 0.5.</summary>
    public double Quality { get; init; } = 0.5;

    /// <summary>Weight of latency (95th percentile), at least 0. Default 0.25.</summary>
    public double Latency { get; init; } = 0.25;

    /// <summary>Weight of cost, at least 0. Default 0.25.</summary>
    public double Cost { get; init; } = 0.25;

    /// <summary>Least quality; null does not ask.</summary>
    public double? MinQuality { get; init; }

    /// <summary>Most latency at the 95th percentile in milliseconds; null does not ask.</summary>
    public double? MaxP95Ms { get; init; }

    /// <summary>Most money for 1,000 requests; null does not ask.</summary>
    public decimal? MaxCostPerThousand { get; init; }
}
