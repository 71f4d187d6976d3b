namespace Microsoft.DurableTask.Client;

/// <summary>Which instances are purged.</summary>
/// <param name="CreatedFrom">Scheduled at or after.</param>
/// <param name="CreatedTo">Scheduled at or before.</param>
/// <param name="Statuses">In one of these statuses; null for all that have ended.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null
)
{
    /// <summary>Time after which the purge stops, complete or not; null for none.</summary>
    public TimeSpan? Timeout { get; init; }
}
