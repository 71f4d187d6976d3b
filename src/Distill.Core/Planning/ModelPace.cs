using System.Runtime.InteropServices;
using Distill.Core.Inference.Pacing;
using Distill.Core.Models;

namespace Distill.Core.Planning;

/// <summary>How fast a fan-out may ask a model.</summary>
/// <param name="CallsPerSecond">Calls a second.</param>
/// <param name="Limit">What bounds it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ModelPace(double CallsPerSecond, BindingLimit Limit)
{
    /// <summary>The pace of calls to a model: the tightest of its limits, as the orchestrator shares them among the shards in flight.</summary>
    /// <param name="model">The model with its limits.</param>
    /// <param name="shards">Shards there are.</param>
    /// <param name="inFlight">Shards wanted in flight.</param>
    /// <param name="tokens">Tokens of a call, input and output.</param>
    /// <param name="seconds">Seconds that a call takes; positive.</param>
    public static ModelPace Of(ModelEntry model, long shards, int inFlight, double tokens, double seconds)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        var window = RateShare.ShardsInFlight(model, (int)Math.Min(inFlight, Math.Max(1, shards)));
        // Each shard gets a whole number of requests in flight: the rest of the division is not used.
        var share = RateShare.Of(model, window);
        var pace = new ModelPace(window * share.MaxConcurrency / seconds, BindingLimit.RequestsInFlight);
        if (model.RequestsPerMinute is { } requests)
        {
            pace = pace.AtMost(PerSecond(requests), BindingLimit.RequestsPerMinute);
        }

        return model.TokensPerMinute is { } limit && tokens > 0
            ? pace.AtMost(PerSecond(limit) / tokens, BindingLimit.TokensPerMinute)
            : pace;
    }

    /// <summary>This pace, or a slower one with its limit.</summary>
    public ModelPace AtMost(double callsPerSecond, BindingLimit limit) =>
        callsPerSecond < CallsPerSecond ? new(callsPerSecond, limit) : this;

    private static double PerSecond(int perMinute) => perMinute * PaceLimit.Utilization / 60;
}
