using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Distill.Core.Telemetry;

/// <summary>One trace a run. Its ids follow from the run's id, so activities on other machines, and of a process that was started again, go on with the same trace.</summary>
public static class RunTrace
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    /// <summary>The context that every span of a run descends from: the head of SHA-256 of the run's id as trace id, what follows as parent.</summary>
    public static ActivityContext ContextOf(string runId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(runId)).AsSpan();
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..TraceIdBytes]),
            ActivitySpanId.CreateFromBytes(hash.Slice(TraceIdBytes, SpanIdBytes)),
            ActivityTraceFlags.Recorded,
            isRemote: true
        );
    }

    /// <summary>Does a step of a run in a span of its own.</summary>
    /// <param name="step">Name of the activity.</param>
    /// <param name="runId">The run, or the import.</param>
    /// <param name="work">The step; what it throws is thrown on.</param>
    /// <param name="round">The round, from 1; null outside of rounds.</param>
    /// <param name="shard">The shard, from 0; null when it is no shard's.</param>
    public static async Task<T> StepAsync<T>(string step, string runId, Func<Task<T>> work, int? round = null, int? shard = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var span = Start(step, runId, round, shard);
        try
        {
            return await work();
        }
        catch (Exception failure)
        {
            // The type alone: a message may hold what a record or a person wrote.
            span?.SetTag("error.type", failure.GetType().FullName);
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <inheritdoc cref="StepAsync{T}" />
    public static Task StepAsync(string step, string runId, Func<Task> work, int? round = null, int? shard = null) =>
        StepAsync(
            step,
            runId,
            async () =>
            {
                await work();
                return true;
            },
            round,
            shard
        );

    private static Activity? Start(string step, string runId, int? round, int? shard)
    {
        if (!DistillTelemetry.Source.HasListeners())
        {
            return null;
        }

        // The host's own span of the function, where there is one, is linked: its trace ends with the function, the run's does not.
        ActivityLink[] links = Activity.Current is { } host ? [new ActivityLink(host.Context)] : [];
        var tags = new ActivityTagsCollection { ["distill.run.id"] = runId, ["distill.stage"] = step };
        if (round is not null)
        {
            tags["distill.round"] = round;
        }

        if (shard is not null)
        {
            tags["distill.shard"] = shard;
        }

        return DistillTelemetry.Source.StartActivity(step, ActivityKind.Internal, ContextOf(runId), tags, links);
    }
}
