namespace Distill.Inference.Benchmarks;

/// <summary>What the server has counted.</summary>
/// <param name="Requests">Requests that arrived.</param>
/// <param name="Throttled">Answers with 429.</param>
/// <param name="InFlight">Requests not answered yet.</param>
/// <param name="MostInFlight">Most at a time.</param>
/// <param name="MeanLatencyMs">Mean latency that it really had: timers of a busy machine are late.</param>
/// <param name="Answered">How often each prompt was answered with success.</param>
public sealed record ServerStats(
    int Requests,
    int Throttled,
    int InFlight,
    int MostInFlight,
    double MeanLatencyMs,
    Dictionary<string, int> Answered
);
