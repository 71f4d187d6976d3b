using Distill.Core.Models;

namespace Distill.Core.Inference;

/// <summary>The calls of one shard and what they may use.</summary>
public sealed record ShardInferenceRequest
{
    /// <summary>The model.</summary>
    public required ModelEntry Model { get; init; }

    /// <summary>What is asked besides the messages.</summary>
    public ChatParameters Parameters { get; init; } = new();

    /// <summary>Blob path of the shard's journal: stable over retries and restarts of the same run.</summary>
    public required string JournalPath { get; init; }

    /// <summary>This shard's part of the run's request limit, a minute; null is unlimited.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>This shard's part of the run's token limit, a minute; null is unlimited.</summary>
    public double? TokensPerMinute { get; init; }

    /// <summary>This shard's part of the requests in flight; at least 1.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>When to stop retrying throttled calls; null is never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Told at the start and after every settled call, from several threads and not in order; null tells nobody.</summary>
    public IProgress<InferenceProgress>? Progress { get; init; }

    /// <summary>False leaves the cross-run response cache alone.</summary>
    public bool UseCache { get; init; } = true;
}
