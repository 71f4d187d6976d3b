using Distill.Core.Inference;
using Distill.Core.Inference.Journal;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Providers.OpenAICompatible;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Providers.Inference;

/// <summary>Pays each call once: what the journal of the shard holds is taken from it, then from the cross-run cache, and only the rest is asked.</summary>
/// <remarks>Thread-safe. A journal must not be used by two shards at a time.</remarks>
internal sealed class ShardInference(
    IBlobStore blobs,
    IResponseCache cache,
    ChatClients clients,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    Random random,
    ILogger<ShardInference> logger
) : IShardInference
{
    private static readonly Dictionary<string, ChatAnswer> NothingCached = [];

    private readonly InferenceJournal _journal = new(blobs);

    /// <inheritdoc />
    public async Task<ShardInferenceResult> RunAsync(
        ShardInferenceRequest request,
        IReadOnlyList<ChatCall> calls,
        CancellationToken cancellationToken = default
    )
    {
        Check(request, calls);
        var usage = new UsageMeter(request.Model);
        var shard = new ShardCalls(request, calls);
        var journal = await _journal.ReadAsync(request.JournalPath, cancellationToken);
        if (journal.DamagedLines > 0)
        {
            InferenceLog.JournalDamaged(logger, request.JournalPath, journal.DamagedLines);
        }

        shard.TakeJournal(journal, usage);
        var cached =
            request.UseCache && shard.Pending.Count > 0 ? await cache.FindAsync([.. shard.Pending.Keys], cancellationToken) : NothingCached;
        shard.TakeCache(cached);
        DistillMetrics.CacheHits.Add(cached.Count, ChatTelemetry.Name(request.Model));
        try
        {
            await AskAsync(request, [.. shard.Pending.Values], usage, cancellationToken);
        }
        finally
        {
            await ShareAsync(request, shard.Shareable(cached));
        }

        var result = shard.ToResult(usage);
        InferenceLog.ShardDone(
            logger,
            request.Model.Name,
            request.JournalPath,
            result.Answers.Count,
            result.Refusals.Count,
            result.Usage.Requests
        );
        return result;
    }

    private static void Check(ShardInferenceRequest request, IReadOnlyList<ChatCall> calls)
    {
        if (request.MaxConcurrency < 1)
        {
            throw new ArgumentException(
                $"{nameof(request.MaxConcurrency)} is {request.MaxConcurrency}, but a shard needs at least 1.",
                nameof(request)
            );
        }

        var seen = new HashSet<(string, int)>(calls.Count);
        foreach (var call in calls)
        {
            if (!seen.Add((call.RecordId, call.SampleIndex)))
            {
                throw new ArgumentException($"Record '{call.RecordId}' asks twice for sample {call.SampleIndex}.", nameof(calls));
            }
        }
    }

    private async Task AskAsync(
        ShardInferenceRequest request,
        List<PendingCall> pending,
        UsageMeter usage,
        CancellationToken cancellationToken
    )
    {
        if (pending.Count == 0)
        {
            return;
        }

        using var client = clients.Create(request.Model);
        var sender = new ChatSender(request.Model, request.Parameters, client, time);
        await using var journal = await _journal.OpenAsync(request.JournalPath, cancellationToken);
        using var session = new ShardSession(request, sender, journal, usage, options.Value, time, random, logger);
        await session.AskAsync(pending, cancellationToken);
    }

    // Also on the way out of a stopped shard: what was paid serves other runs. It is in the journal already, so it is not worth being cancelled.
    private async Task ShareAsync(ShardInferenceRequest request, List<ChatAnswer> answers)
    {
        if (request.UseCache && answers.Count > 0)
        {
            await cache.AddAsync(answers, CancellationToken.None);
        }
    }
}
