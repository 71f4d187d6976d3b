using System.Globalization;
using Distill.LocalHost.Engine.Dispatch;
using Distill.LocalHost.Engine.Instances;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Distill.LocalHost.Engine.Client;

/// <summary>Queries and purges.</summary>
internal sealed partial class EngineClient
{
    /// <summary>Instances a purge deletes in one transaction: the writer is free for others in between.</summary>
    private const int PurgeBatch = 200;

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var row = reader.Find(instanceId, getInputsAndOutputs);
        return Task.FromResult(row is null ? null : InstanceView.Of(row, Converter(getInputsAndOutputs)));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create(
            (token, size, cancellation) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Task.FromResult(Page(query, token ?? query.ContinuationToken, size ?? query.PageSize));
            }
        );
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var recursive = options?.Recursive ?? false;
        var count = await writer.RequestAsync(context => ManagementWrites.Purge(context, instanceId, recursive));
        return new PurgeResult(count, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        OrchestrationRuntimeStatus[] wanted =
        [
            .. (filter.Statuses ?? [Completed, Failed, Terminated]).Where(InstanceStatusMachine.IsEnded),
        ];
        InstanceFilter ended = new(filter.CreatedFrom?.UtcDateTime, filter.CreatedTo?.UtcDateTime, wanted, null, WithPayloads: false);
        DateTime? until = filter.Timeout is { } timeout ? Now + timeout : null;
        var recursive = options?.Recursive ?? false;
        var count = 0;
        for (long after = 0; ; )
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = reader.List(ended, after, PurgeBatch);
            if (rows.Count == 0)
            {
                return new PurgeResult(count, isComplete: true);
            }

            count += await writer.RequestAsync(context => rows.Sum(row => ManagementWrites.Purge(context, row.Id, recursive)));
            after = rows[^1].Key;
            if (Now >= until)
            {
                return new PurgeResult(count, isComplete: reader.List(ended, after, 1).Count == 0);
            }
        }
    }

    private Page<OrchestrationMetadata> Page(OrchestrationQuery query, string? token, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        InstanceFilter wanted = new(
            query.CreatedFrom?.UtcDateTime,
            query.CreatedTo?.UtcDateTime,
            query.Statuses is null ? null : [.. query.Statuses],
            query.InstanceIdPrefix,
            query.FetchInputsAndOutputs
        );
        var rows = reader.List(wanted, ParseToken(token), size + 1);
        OrchestrationMetadata[] values = [.. rows.Take(size).Select(row => InstanceView.Of(row, Converter(query.FetchInputsAndOutputs)))];
        return new Page<OrchestrationMetadata>(
            values,
            rows.Count > size ? rows[size - 1].Key.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static long ParseToken(string? token) =>
        string.IsNullOrEmpty(token) ? 0
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
        : throw new ArgumentException($"'{token}' is no continuation token of this engine.", nameof(token));
}
