namespace Distill.Core.Promotion;

/// <summary>The traffic of one model in short.</summary>
/// <param name="Requests">Requests, failed ones among them.</param>
/// <param name="Failed">Requests that failed.</param>
/// <param name="LatencyP95">95th percentile of the latency in milliseconds; null without an answer.</param>
/// <param name="Liked">Rated answers that users liked.</param>
/// <param name="Disliked">Rated answers that users disliked.</param>
public sealed record ArmFigures(long Requests, long Failed, double? LatencyP95, long Liked, long Disliked)
{
    /// <summary>The figures of what was measured.</summary>
    public static ArmFigures Of(ArmMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var latency = metrics.Latency.Count == 0 ? (double?)null : Math.Round(metrics.Latency.Percentile(0.95), 1);
        return new ArmFigures(metrics.Requests, metrics.Failed, latency, metrics.Liked, metrics.Disliked);
    }
}
