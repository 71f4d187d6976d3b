using System.Text.Json;
using Distill.LocalHost.Engine.Dispatch;
using Distill.LocalHost.Engine.Instances;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Distill.LocalHost.Engine.Client;

/// <summary>The engine's client. Every call returns when what it asked for is durable. Thread-safe.</summary>
internal sealed partial class EngineClient(
    DurableEngineOptions options,
    EngineWriter writer,
    EngineReader reader,
    InstanceWatch watch,
    ILogger logger
) : DurableTaskClient("embedded")
{
    /// <summary>Without a wish of the caller a running instance is not replaced, an ended one is.</summary>
    private static readonly OrchestrationRuntimeStatus[] Unfinished = [Pending, Running, Suspended];

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        cancellation.ThrowIfCancellationRequested();
        var now = Now;
        InstanceRow row = new()
        {
            Id = options?.InstanceId ?? Guid.NewGuid().ToString("N"),
            Name = orchestratorName.Name,
            Version = options?.Version?.Version ?? "",
            Input = Serialize(input, "input", options?.InstanceId),
            StartAt = options?.StartAt?.UtcDateTime,
            Tags = options?.Tags is { Count: > 0 } tags ? JsonSerializer.Serialize(tags) : null,
            CreatedAt = now,
            UpdatedAt = now,
        };
        ArgumentException.ThrowIfNullOrEmpty(row.Id, nameof(options));
        var forbidding = Forbidding(options?.DedupeStatuses);
        return writer.RequestAsync(context => ManagementWrites.Start(context, row, forbidding));
    }

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        cancellation.ThrowIfCancellationRequested();
        var payload = Serialize(eventPayload, $"event '{eventName}'", instanceId);
        return writer.RequestAsync(context => ManagementWrites.Raise(context, instanceId, eventName, payload));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, status => status != Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, InstanceStatusMachine.IsEnded, getInputsAndOutputs, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var output = Serialize(options?.Output, "output", instanceId);
        var recursive = options?.Recursive ?? false;
        return writer.RequestAsync(context => ManagementWrites.Terminate(context, instanceId, output, recursive));
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        HoldAsync(instanceId, InstanceChange.Suspend, reason, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        HoldAsync(instanceId, InstanceChange.Resume, reason, cancellation);

    public override Task<string> RestartAsync(
        string instanceId,
        bool restartWithNewInstanceId = false,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var newId = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : null;
        return writer.RequestAsync(context => ManagementWrites.Restart(context, instanceId, newId));
    }

    /// <summary>The engine owns what the client uses.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private DateTime Now => options.TimeProvider.GetUtcNow().UtcDateTime;

    private static IReadOnlyCollection<OrchestrationRuntimeStatus> Forbidding(IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return Unfinished;
        }

        OrchestrationRuntimeStatus[] statuses = [.. names.Select(ParseStatus)];
        if (statuses.Contains(Terminated) && Unfinished.Except(statuses).Any())
        {
            throw new ArgumentException(
                "An unfinished instance would be terminated to make room, and Terminated is among the statuses that forbid the start: "
                    + "forbid all of Pending, Running and Suspended too, or allow Terminated.",
                nameof(names)
            );
        }

        return statuses;
    }

    private static OrchestrationRuntimeStatus ParseStatus(string name) =>
        Enum.TryParse(name, ignoreCase: true, out OrchestrationRuntimeStatus status)
            ? status
            : throw new ArgumentException($"'{name}' is no status of an instance.", nameof(name));

    private string? Serialize(object? value, string what, string? instanceId)
    {
        var text = options.DataConverter.Serialize(value);
        if (text?.Length >= options.PayloadWarningLength)
        {
            EngineLog.LargePayload(logger, what, instanceId ?? "a new instance", text.Length);
        }

        return text;
    }

    private DataConverter? Converter(bool wanted) => wanted ? options.DataConverter : null;

    private Task HoldAsync(string instanceId, InstanceChange change, string? reason, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return writer.RequestAsync(context => ManagementWrites.Hold(context, instanceId, change, reason));
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId,
        Func<OrchestrationRuntimeStatus, bool> reached,
        bool withPayloads,
        CancellationToken cancellation
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            var change = watch.NextChange(instanceId);
            var row =
                reader.Find(instanceId, withPayloads)
                ?? throw new InvalidOperationException($"There is no instance '{instanceId}' to wait for.");
            if (reached(row.Status))
            {
                return InstanceView.Of(row, Converter(withPayloads));
            }

            await change.WaitAsync(cancellation);
        }
    }
}
