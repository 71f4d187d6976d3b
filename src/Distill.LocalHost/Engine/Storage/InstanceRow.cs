using Distill.LocalHost.Engine.Execution;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Storage;

/// <summary>An instance as it is stored.</summary>
internal sealed record InstanceRow
{
    /// <summary>Number of the row; never used again, so it tells apart two lives of one id.</summary>
    public long Key { get; init; }

    public required string Id { get; init; }
    public required string Name { get; init; }
    public string Version { get; init; } = "";
    public int Execution { get; init; } = 1;
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Earliest start of an instance that has not started; null for at once.</summary>
    public DateTime? StartAt { get; init; }

    public string? Input { get; init; }
    public string? Output { get; init; }
    public string? CustomStatus { get; init; }

    /// <summary>Failure details as <see cref="FailureText"/>.</summary>
    public string? Failure { get; init; }

    /// <summary>Tags as a JSON object; null for none.</summary>
    public string? Tags { get; init; }

    public ParentLink? Parent { get; init; }
}

/// <summary>The step of the parent that waits for a child.</summary>
/// <param name="Key">The parent's row.</param>
/// <param name="Id">Its instance id.</param>
/// <param name="Name">Its orchestrator.</param>
/// <param name="Execution">Its execution.</param>
/// <param name="TaskId">The step.</param>
internal sealed record ParentLink(long Key, string Id, string Name, int Execution, int TaskId);
