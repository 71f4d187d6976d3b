namespace Distill.Core.Inference;

/// <summary>What a set of calls used. Additive.</summary>
/// <remarks>
/// Tokens, cost and latencies are those of every answer that this run has paid for the calls, whichever attempt of the shard asked for it: an answer
/// read from the journal was paid by an attempt that never got to report it. <see cref="Requests"/> and <see cref="Throttled"/> are this attempt's alone.
/// </remarks>
public sealed record InferenceUsage
{
    /// <summary>Calls wanted.</summary>
    public long Calls { get; init; }

    /// <summary>Requests sent, retries included.</summary>
    public long Requests { get; init; }

    /// <summary>Calls answered from this run's journal: paid by an earlier attempt, so tokens and cost hold them.</summary>
    public long Journaled { get; init; }

    /// <summary>Calls answered from the cross-run cache.</summary>
    public long CacheHits { get; init; }

    /// <summary>Calls answered by another identical call of the shard.</summary>
    public long Shared { get; init; }

    /// <summary>Answers with status 429.</summary>
    public long Throttled { get; init; }

    /// <summary>Calls refused for good.</summary>
    public long Refused { get; init; }

    /// <summary>Input tokens paid.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens paid.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Money paid, by the entry's prices.</summary>
    public decimal Cost { get; init; }

    /// <summary>Latencies of the paid answers, in milliseconds, as a mergeable histogram.</summary>
    public LatencyHistogram Latency { get; init; } = LatencyHistogram.Empty;

    /// <summary>The sum of two.</summary>
    public static InferenceUsage operator +(InferenceUsage left, InferenceUsage right) =>
        new()
        {
            Calls = left.Calls + right.Calls,
            Requests = left.Requests + right.Requests,
            Journaled = left.Journaled + right.Journaled,
            CacheHits = left.CacheHits + right.CacheHits,
            Shared = left.Shared + right.Shared,
            Throttled = left.Throttled + right.Throttled,
            Refused = left.Refused + right.Refused,
            InputTokens = left.InputTokens + right.InputTokens,
            OutputTokens = left.OutputTokens + right.OutputTokens,
            Cost = left.Cost + right.Cost,
            Latency = left.Latency.Merge(right.Latency),
        };
}
