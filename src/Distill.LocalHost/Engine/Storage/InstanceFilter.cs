using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Storage;

/// <summary>Which instances are listed; null admits all.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these.</param>
/// <param name="IdPrefix">With an id that starts so.</param>
/// <param name="WithPayloads">True to read input, output and custom status.</param>
internal sealed record InstanceFilter(
    DateTime? CreatedFrom,
    DateTime? CreatedTo,
    IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses,
    string? IdPrefix,
    bool WithPayloads
);
