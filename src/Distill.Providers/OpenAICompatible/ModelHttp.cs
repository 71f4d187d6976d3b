using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Distill.Providers.OpenAICompatible;

/// <summary>The two HTTP clients of model platforms; both share the connection settings.</summary>
internal static class ModelHttp
{
    /// <summary>Client of paid chat calls: no resilience of its own, because every send is paced, counted and journaled by <see cref="Inference.ShardSession"/>.</summary>
    public const string PaidCalls = "distill.models.paid";

    /// <summary>Client of everything else: GET requests are retried.</summary>
    public const string Management = "distill.models.management";

    public static void Add(IServiceCollection services)
    {
        Connect(services.AddHttpClient(PaidCalls));
        Connect(services.AddHttpClient(Management)).AddResilienceHandler("retry", Retry);
    }

    private static IHttpClientBuilder Connect(IHttpClientBuilder builder) =>
        builder
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler(
                (handler, _) =>
                {
                    // Concurrency is bounded by the shard, not by the pool; a changed DNS record is followed within five minutes.
                    handler.MaxConnectionsPerServer = int.MaxValue;
                    handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                    handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90);
                    handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                    handler.AllowAutoRedirect = false;
                    handler.UseCookies = false;
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // A log line for each of a million requests helps nobody, and headers hold keys.
            .RemoveAllLoggers();

    private static void Retry(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 4,
            Delay = TimeSpan.FromMilliseconds(250),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = true,
        };
        retry.DisableForUnsafeHttpMethods();
        pipeline.AddRetry(retry);
    }
}
