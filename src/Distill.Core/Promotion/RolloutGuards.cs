using Distill.Core.Evaluation;

namespace Distill.Core.Promotion;

/// <summary>What live traffic must not show; a breach takes the rollout back.</summary>
public sealed record RolloutGuards
{
    /// <summary>Accepted rise of the share of failed requests over the baseline's, 0 to less than 1. Default 0.02.</summary>
    public double MaxErrorIncrease { get; init; } = 0.02;

    /// <summary>Accepted ratio of the 95th percentiles of latency, challenger by baseline, above 0. Default 1.5.</summary>
    public double MaxLatencyRatio { get; init; } = 1.5;

    /// <summary>Requests of each model from which latencies are compared. Default 50.</summary>
    public long MinLatencyRequests { get; init; } = 50;

    /// <summary>Accepted fall of the share of liked among rated answers, 0 to less than 1. Default 0.05.</summary>
    public double MaxLikeDrop { get; init; } = 0.05;

    /// <summary>Chance, over all looks of the rollout together, that a challenger which keeps to a limit is taken back by it; above 0 to 0.5. Default 0.05.</summary>
    public double Alpha { get; init; } = 0.05;

    internal void Validate()
    {
        Check(MaxErrorIncrease is >= 0 and < 1, "maxErrorIncrease", "at least 0 and below 1");
        Check(MaxLatencyRatio > 0, "maxLatencyRatio", "above 0");
        Check(MinLatencyRequests >= 1, "minLatencyRequests", "at least 1");
        Check(MaxLikeDrop is >= 0 and < 1, "maxLikeDrop", "at least 0 and below 1");
        Check(Alpha is > 0 and <= 0.5, "alpha", "above 0, at most 0.5");
    }

    private static void Check(bool holds, string name, string limits)
    {
        if (!holds)
        {
            throw new InvalidSettingException($"The rollout's 'guards.{name}' must be {limits}.");
        }
    }
}
