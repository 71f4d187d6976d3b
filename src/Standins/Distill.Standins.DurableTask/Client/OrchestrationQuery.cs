namespace Microsoft.DurableTask.Client;

/// <summary>Which instances a listing shows.</summary>
/// <param name="CreatedFrom">Scheduled at or after.</param>
/// <param name="CreatedTo">Scheduled at or before.</param>
/// <param name="Statuses">In one of these statuses; null for all.</param>
/// <param name="TaskHubNames">In one of these task hubs; not supported by every backend.</param>
/// <param name="InstanceIdPrefix">With ids that start so.</param>
/// <param name="PageSize">Items a page.</param>
/// <param name="FetchInputsAndOutputs">True to fetch inputs, results and custom status.</param>
/// <param name="ContinuationToken">Where to start; null for the beginning.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null
)
{
    /// <summary>Items a page unless told otherwise.</summary>
    public const int DefaultPageSize = 100;
}
