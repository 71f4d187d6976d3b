using Distill.Core.Inference;
using Distill.Core.Inference.Pacing;

namespace Distill.Providers.Inference;

/// <summary>Spreads a shard's sends over its part of the limits. Thread-safe. A send reserves its time first and waits for it, so late timers cost no throughput.</summary>
internal sealed class Pacer
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private PaceLimit? _requests;
    private PaceLimit? _tokens;

    public Pacer(ShardInferenceRequest request, TimeProvider time, double phase)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _requests = request.RequestsPerMinute is { } requests ? PaceLimit.Start(requests, 0, phase) : null;
        _tokens = request.TokensPerMinute is { } tokens ? PaceLimit.Start(tokens, 0, phase) : null;
    }

    /// <summary>Reserves a send that will count this many tokens, and says how long to wait for it.</summary>
    public TimeSpan Reserve(int tokens)
    {
        if (_requests is null && _tokens is null)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            var now = _time.GetElapsedTime(_origin).TotalSeconds;
            var at = Math.Max(_requests?.Earliest(now) ?? now, _tokens?.Earliest(now) ?? now);
            _requests = _requests?.Take(at, 1);
            _tokens = _tokens?.Take(at, tokens);
            return TimeSpan.FromSeconds(at - now);
        }
    }

    /// <summary>Replaces a reservation's estimate by what the provider has counted.</summary>
    public void Settle(int reserved, int counted)
    {
        if (_tokens is null)
        {
            return;
        }

        lock (_gate)
        {
            _tokens = _tokens?.Correct(counted - reserved);
        }
    }
}
