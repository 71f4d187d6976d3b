using Distill.Core.Inference;

namespace Distill.Core.Reporting;

/// <summary>What a model used in a stage.</summary>
public sealed record UsageReport
{
    /// <summary>The model's name in the configuration.</summary>
    public required string Model { get; init; }

    /// <summary>The stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Calls wanted.</summary>
    public long Calls { get; init; }

    /// <summary>Requests sent, retries included.</summary>
    public long Requests { get; init; }

    /// <summary>Calls answered without paying: from the journal, the cache or an identical call.</summary>
    public long Free { get; init; }

    /// <summary>Those of them that the cross-run cache answered.</summary>
    public long CacheHits { get; init; }

    /// <summary>Answers with status 429.</summary>
    public long Throttled { get; init; }

    /// <summary>Calls refused for good.</summary>
    public long Refused { get; init; }

    /// <summary>Input tokens paid.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens paid.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Money paid.</summary>
    public decimal Cost { get; init; }

    /// <summary>Median latency in milliseconds; null when nothing was paid.</summary>
    public double? P50Ms { get; init; }

    /// <summary>95th percentile of the latency in milliseconds; null when nothing was paid.</summary>
    public double? P95Ms { get; init; }

    /// <summary>The report of a usage.</summary>
    public static UsageReport Of(string model, string stage, InferenceUsage usage) =>
        new()
        {
            Model = model,
            Stage = stage,
            Calls = usage.Calls,
            Requests = usage.Requests,
            Free = usage.Journaled + usage.CacheHits + usage.Shared,
            CacheHits = usage.CacheHits,
            Throttled = usage.Throttled,
            Refused = usage.Refused,
            InputTokens = usage.InputTokens,
            OutputTokens = usage.OutputTokens,
            Cost = usage.Cost,
            P50Ms = usage.Latency.Count == 0 ? null : usage.Latency.Percentile(0.5),
            P95Ms = usage.Latency.Count == 0 ? null : usage.Latency.Percentile(0.95),
        };
}
