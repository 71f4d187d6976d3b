using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>How often each key may ask: <see cref="GatewayOptions.RequestsPerMinutePerKey"/>. Thread-safe.</summary>
internal sealed class CallerLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<HttpContext>? _limiter;

    public CallerLimits(IOptions<GatewayOptions> options)
    {
        if (options.Value.RequestsPerMinutePerKey is { } perMinute)
        {
            _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetTokenBucketLimiter(context.User.Identity?.Name ?? "", _ => Bucket(perMinute))
            );
        }
    }

    /// <summary>True when the caller's key has asked too often; otherwise the request is counted.</summary>
    /// <param name="context">The request.</param>
    /// <param name="wait">When to ask again.</param>
    public bool Refuses(HttpContext context, out TimeSpan wait)
    {
        wait = Refill;
        using var lease = _limiter?.AttemptAcquire(context);
        if (lease is null or { IsAcquired: true })
        {
            return false;
        }

        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Refill;
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter?.Dispose();

    // A minute's requests may come at once; a slow limit refills one at a time, a fast one every second.
    private static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        var perRefill = Math.Max(1, perMinute / 60);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = perRefill,
            ReplenishmentPeriod = Window * perRefill / perMinute,
            QueueLimit = 0,
        };
    }
}
