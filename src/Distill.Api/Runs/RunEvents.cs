using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Distill.Api.Durable;
using Distill.Api.Problems;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace Distill.Api.Runs;

/// <summary>A run as server-sent events: <c>run</c> at each change of record or progress, the last one when it has ended.</summary>
internal static class RunEvents
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public static async Task<IResult> GetAsync(
        string id,
        HttpContext context,
        IRunStore runs,
        TimeProvider time,
        IHostApplicationLifetime lifetime
    )
    {
        if (await runs.FindAsync(id, context.RequestAborted) is null)
        {
            return ApiProblem.NotFound("run", id);
        }

        var events = WatchAsync(id, runs, context.GetDurableClient(), time, lifetime.ApplicationStopping, context.RequestAborted);
        return TypedResults.ServerSentEvents(events);
    }

    private static async IAsyncEnumerable<SseItem<RunView>> WatchAsync(
        string id,
        IRunStore runs,
        DurableTaskClient client,
        TimeProvider time,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken aborted
    )
    {
        (string? ETag, string? Progress) seen = default;
        // A host that stops ends the stream instead of waiting for the client to leave.
        while (!stopping.IsCancellationRequested && await runs.FindAsync(id, aborted) is { } run)
        {
            var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, aborted);
            var now = (run.ETag, instance?.SerializedCustomStatus);
            if (now != seen)
            {
                seen = now;
                yield return new SseItem<RunView>(new RunView(run.Value, RunEndpoints.Progress(now.SerializedCustomStatus)), "run");
            }

            if (run.Value.EndedAt is not null)
            {
                yield break;
            }

            await Task.Delay(Interval, time, aborted);
        }
    }
}
