using System.ComponentModel;
using Microsoft.DurableTask.Internal;

namespace Microsoft.DurableTask.Client;

/// <summary>Starts, watches and manages orchestration instances.</summary>
public abstract class DurableTaskClient : IOrchestrationSubmitter, IAsyncDisposable
{
    /// <summary>Makes a client.</summary>
    /// <param name="name">Name of the client.</param>
    protected DurableTaskClient(string name)
    {
        Name = name;
    }

    /// <summary>Name of the client.</summary>
    public string Name { get; }

    /// <summary>Starts an orchestration.</summary>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <returns>Id of the instance.</returns>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, CancellationToken cancellation) =>
        ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, null, cancellation);

    /// <summary>Starts an orchestration.</summary>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="input">Serialisable input.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <returns>Id of the instance.</returns>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input,
        CancellationToken cancellation
    ) => ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, null, cancellation);

    /// <summary>Starts an orchestration.</summary>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="options">Id, start time, version, deduplication.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <returns>Id of the instance.</returns>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        StartOrchestrationOptions options,
        CancellationToken cancellation = default
    ) => ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, options, cancellation);

    /// <summary>Starts an orchestration.</summary>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="input">Serialisable input.</param>
    /// <param name="options">Id, start time, version, deduplication.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <returns>Id of the instance.</returns>
    /// <exception cref="global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException">An instance of the id stands in a status that forbids a new start.</exception>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    );

    /// <summary>Sends an event to an instance; one that has ended or does not exist ignores it.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="eventName">Name of the event, case-insensitive.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task RaiseEventAsync(string instanceId, string eventName, CancellationToken cancellation) =>
        RaiseEventAsync(instanceId, eventName, null, cancellation);

    /// <summary>Sends an event to an instance; one that has ended or does not exist ignores it.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="eventName">Name of the event, case-insensitive.</param>
    /// <param name="eventPayload">Serialisable payload.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public abstract Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    );

    /// <summary>Waits until an instance has left Pending.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, CancellationToken cancellation) =>
        WaitForInstanceStartAsync(instanceId, false, cancellation);

    /// <summary>Waits until an instance has left Pending.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="getInputsAndOutputs">True to fetch input, result and custom status.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public abstract Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    );

    /// <summary>Waits until an instance has ended.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation) =>
        WaitForInstanceCompletionAsync(instanceId, false, cancellation);

    /// <summary>Waits until an instance has ended.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="getInputsAndOutputs">True to fetch input, result and custom status.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    );

    /// <summary>Ends an instance from outside.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task TerminateInstanceAsync(string instanceId, CancellationToken cancellation) =>
        TerminateInstanceAsync(instanceId, null, cancellation);

    /// <summary>Ends an instance from outside.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="output">Result of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task TerminateInstanceAsync(string instanceId, object? output, CancellationToken cancellation = default) =>
        TerminateInstanceAsync(instanceId, output is null ? null : new TerminateInstanceOptions { Output = output }, cancellation);

    /// <summary>Ends an instance from outside.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="options">Result; whether children end too.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <exception cref="NotSupportedException">This client has no such operation.</exception>
    public virtual Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} does not support termination.");

    /// <summary>Holds an instance: it handles no event until it is resumed.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task SuspendInstanceAsync(string instanceId, CancellationToken cancellation) =>
        SuspendInstanceAsync(instanceId, null, cancellation);

    /// <summary>Holds an instance: it handles no event until it is resumed.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public abstract Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>Lets a suspended instance go on.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task ResumeInstanceAsync(string instanceId, CancellationToken cancellation) =>
        ResumeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Lets a suspended instance go on.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public abstract Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>Describes an instance.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, CancellationToken cancellation) =>
        GetInstanceAsync(instanceId, false, cancellation);

    /// <summary>Describes an instance.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="getInputsAndOutputs">True to fetch input, result and custom status.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

    /// <summary>Describes an instance; <see cref="GetInstanceAsync(string, CancellationToken)"/> is the name to use.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <returns>The instance, or null when there is none of that id.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, CancellationToken cancellation) =>
        GetInstancesAsync(instanceId, false, cancellation);

    /// <summary>Describes an instance; <see cref="GetInstanceAsync(string, bool, CancellationToken)"/> is the name to use.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="getInputsAndOutputs">True to fetch input, result and custom status.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <returns>The instance, or null when there is none of that id.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    );

    /// <summary>Lists instances.</summary>
    /// <param name="filter">Which instances; null for all.</param>
    public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

    /// <summary>Deletes an instance that has ended, with its history.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation) =>
        PurgeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Deletes an instance that has ended, with its history.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="options">Whether children are purged too.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <exception cref="NotSupportedException">This client has no such operation.</exception>
    public virtual Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} does not support purging.");

    /// <summary>Deletes instances that have ended, with their histories.</summary>
    /// <param name="filter">Which instances.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, CancellationToken cancellation) =>
        PurgeAllInstancesAsync(filter, null, cancellation);

    /// <summary>Deletes instances that have ended, with their histories.</summary>
    /// <param name="filter">Which instances.</param>
    /// <param name="options">Whether children are purged too.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <exception cref="NotSupportedException">This client has no such operation.</exception>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} does not support purging.");

    /// <summary>Runs an instance again from the start with its first input.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="restartWithNewInstanceId">True to run under a new id; false to replace the instance.</param>
    /// <param name="cancellation">Cancels the request, not the instance.</param>
    /// <returns>Id of the instance that runs.</returns>
    /// <exception cref="ArgumentException">There is no instance of that id.</exception>
    /// <exception cref="NotSupportedException">This client has no such operation.</exception>
    public virtual Task<string> RestartAsync(
        string instanceId,
        bool restartWithNewInstanceId = false,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} does not support restart.");

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
