using Distill.Core.Inference;
using Distill.Core.Models;
using Microsoft.Extensions.Logging;

namespace Distill.Api.Health;

/// <summary>Whether the configured models can be used, asked at most once in <see cref="Lifetime"/> however often the probes come. Thread-safe.</summary>
internal sealed partial class ModelHealth(IModelCatalog catalog, IModelProbe probe, TimeProvider time, ILogger<ModelHealth> logger)
{
    /// <summary>How long an answer holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    // Shorter than the patience of the whole probe, so that a model that hangs is degraded, not unready.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<HealthCheckResult>>? _last;
    private DateTimeOffset _askedAt;

    /// <summary>A check for each configured model, named <c>model:NAME</c>, in order of names.</summary>
    public Task<IReadOnlyList<HealthCheckResult>> CheckAsync()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_last is null || now - _askedAt >= Lifetime)
            {
                // Not on the request's token: the answer is for all who ask.
                (_askedAt, _last) = (now, AskAsync());
            }

            return _last;
        }
    }

    private async Task<IReadOnlyList<HealthCheckResult>> AskAsync() =>
        await Task.WhenAll(catalog.Entries.Values.OrderBy(model => model.Name, StringComparer.Ordinal).Select(AskAsync));

    private async Task<HealthCheckResult> AskAsync(ModelEntry model)
    {
        var name = $"model:{model.Name}";
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await probe.ProbeAsync(model, patience.Token).WaitAsync(patience.Token);
            return new HealthCheckResult(name, true);
        }
        catch (Exception failure)
        {
            LogDown(
                logger,
                model.Name,
                failure is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : failure.Message
            );
            return new HealthCheckResult(name, false);
        }
    }

    [LoggerMessage(4002, LogLevel.Warning, "The health check of model '{Model}' failed: {Cause}")]
    private static partial void LogDown(ILogger logger, string model, string cause);
}
