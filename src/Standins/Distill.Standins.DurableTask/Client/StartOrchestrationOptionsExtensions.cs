namespace Microsoft.DurableTask.Client;

/// <summary>Typed access to deduplication.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The same options with the statuses in which an existing instance forbids the start.</summary>
    /// <param name="options">The options.</param>
    /// <param name="dedupeStatuses">The statuses.</param>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options,
        params OrchestrationRuntimeStatus[] dedupeStatuses
    ) => options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
}
