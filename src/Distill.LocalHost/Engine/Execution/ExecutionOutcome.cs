using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Instances;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>How an execution ended.</summary>
/// <param name="Change">Complete, Fail or ContinueAsNew.</param>
/// <param name="Payload">The result, or the input of the next execution.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="NewVersion">Version of the next execution; null keeps it.</param>
/// <param name="Unprocessed">Events for the next execution, oldest first.</param>
internal sealed record ExecutionOutcome(
    InstanceChange Change,
    string? Payload,
    TaskFailureDetails? Failure = null,
    string? NewVersion = null,
    IReadOnlyList<HistoryEvent>? Unprocessed = null
)
{
    public static ExecutionOutcome Failed(Exception cause) => new(InstanceChange.Fail, null, TaskFailureDetails.FromException(cause));
}
