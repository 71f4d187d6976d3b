using Distill.Core.Inference;
using Distill.Core.Models;

namespace Distill.Providers.Inference;

/// <summary>Counts what a shard uses. Thread-safe.</summary>
internal sealed class UsageMeter(ModelEntry model)
{
    private readonly Lock _gate = new();
    private readonly List<double> _latencies = [];
    private long _inputTokens;
    private long _outputTokens;
    private long _requests;
    private long _throttled;

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountThrottled() => Interlocked.Increment(ref _throttled);

    /// <summary>Counts an answer that this run has paid.</summary>
    public void CountPaid(ChatAnswer answer)
    {
        lock (_gate)
        {
            _inputTokens += answer.InputTokens;
            _outputTokens += answer.OutputTokens;
            _latencies.Add(answer.LatencyMs);
        }
    }

    /// <summary>The sums so far; counts of calls are the caller's to add.</summary>
    public InferenceUsage Total()
    {
        lock (_gate)
        {
            return new InferenceUsage
            {
                Requests = Interlocked.Read(ref _requests),
                Throttled = Interlocked.Read(ref _throttled),
                InputTokens = _inputTokens,
                OutputTokens = _outputTokens,
                Cost = model.CostOf(_inputTokens, _outputTokens),
                Latency = LatencyHistogram.Of(_latencies),
            };
        }
    }
}
