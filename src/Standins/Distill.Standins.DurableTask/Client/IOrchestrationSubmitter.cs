namespace Microsoft.DurableTask.Internal;

/// <summary>Starts orchestrations. Implemented by <c>DurableTaskClient</c>; not for direct use.</summary>
public interface IOrchestrationSubmitter
{
    /// <summary>Starts an orchestration.</summary>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="input">Serialisable input.</param>
    /// <param name="options">Id, start time, version.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>Id of the instance.</returns>
    Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    );
}
