using Distill.Core.Inference;

namespace Distill.Core.Promotion;

/// <summary>Adds up one model's traffic. Not thread-safe.</summary>
internal sealed class ArmTally
{
    private readonly List<double> _latencies = [];
    private long _requests;
    private long _failed;
    private long _liked;
    private long _disliked;

    /// <summary>A request that failed, whoever answered it then.</summary>
    public void Fail()
    {
        _requests++;
        _failed++;
    }

    /// <summary>A request that was answered.</summary>
    /// <param name="latencyMs">Milliseconds.</param>
    /// <param name="thumb">1 liked, -1 disliked, null not rated.</param>
    public void Answer(double latencyMs, int? thumb)
    {
        _requests++;
        _latencies.Add(latencyMs);
        _liked += thumb > 0 ? 1 : 0;
        _disliked += thumb < 0 ? 1 : 0;
    }

    public ArmMetrics ToMetrics() =>
        new()
        {
            Requests = _requests,
            Failed = _failed,
            Latency = LatencyHistogram.Of(_latencies),
            Liked = _liked,
            Disliked = _disliked,
        };
}
