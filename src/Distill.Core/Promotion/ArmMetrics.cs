using Distill.Core.Inference;

namespace Distill.Core.Promotion;

/// <summary>What live traffic showed of one model. Immutable; adds up over any parts of the traffic.</summary>
public sealed record ArmMetrics
{
    /// <summary>Nothing yet.</summary>
    public static ArmMetrics None { get; } = new();

    /// <summary>Requests, failed ones among them; requests that the caller gave up are left out.</summary>
    public long Requests { get; init; }

    /// <summary>Requests that failed: no answer, a time-out, a status of 429 or 5xx.</summary>
    public long Failed { get; init; }

    /// <summary>Latencies of the answers, in milliseconds.</summary>
    public LatencyHistogram Latency { get; init; } = LatencyHistogram.Empty;

    /// <summary>Rated answers that users liked.</summary>
    public long Liked { get; init; }

    /// <summary>Rated answers that users disliked.</summary>
    public long Disliked { get; init; }

    /// <summary>Answers that users rated.</summary>
    public long Rated => Liked + Disliked;

    /// <summary>Both together.</summary>
    public ArmMetrics Add(ArmMetrics other) =>
        new()
        {
            Requests = Requests + other.Requests,
            Failed = Failed + other.Failed,
            Latency = Latency.Merge(other.Latency),
            Liked = Liked + other.Liked,
            Disliked = Disliked + other.Disliked,
        };
}
