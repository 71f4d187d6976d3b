using System.Runtime.InteropServices;

namespace Distill.Core.Models;

/// <summary>One shard's part of a model's limits. The parts of all shards in flight never add up to more than the limits.</summary>
/// <param name="RequestsPerMinute">Requests a minute; null is unlimited.</param>
/// <param name="TokensPerMinute">Tokens a minute; null is unlimited.</param>
/// <param name="MaxConcurrency">Requests in flight, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateShare(double? RequestsPerMinute, double? TokensPerMinute, int MaxConcurrency)
{
    /// <summary>How many of <paramref name="wanted"/> shards may be in flight: each needs a request of its own in flight, so not more than the model allows; at least 1.</summary>
    public static int ShardsInFlight(ModelEntry model, int wanted) => Math.Clamp(wanted, 1, model.MaxConcurrency);

    /// <summary>The part of each of <paramref name="shardsInFlight"/> shards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 shard, or more than requests may be in flight (see <see cref="ShardsInFlight"/>).</exception>
    public static RateShare Of(ModelEntry model, int shardsInFlight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardsInFlight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shardsInFlight, model.MaxConcurrency);
        return new RateShare(
            (double?)model.RequestsPerMinute / shardsInFlight,
            (double?)model.TokensPerMinute / shardsInFlight,
            model.MaxConcurrency / shardsInFlight
        );
    }
}
