using Microsoft.DurableTask.Client;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Distill.LocalHost.Engine.Instances;

/// <summary>The life of an instance as one pure function.</summary>
public static class InstanceStatusMachine
{
    /// <summary>The status after a change.</summary>
    /// <param name="status">The status before.</param>
    /// <param name="change">What happens.</param>
    /// <returns>The status after it, or null when the change does not apply and is ignored.</returns>
    /// <remarks>
    /// A suspended instance may still end: the turn that was under way when it was suspended finishes, and its end is recorded.
    /// </remarks>
    public static OrchestrationRuntimeStatus? Next(OrchestrationRuntimeStatus status, InstanceChange change) =>
        (status, change) switch
        {
            (_, _) when IsEnded(status) => null,
            (_, InstanceChange.Complete) => Completed,
            (_, InstanceChange.Fail) => Failed,
            (_, InstanceChange.Terminate) => Terminated,
            (Pending, InstanceChange.Start) => Running,
            (Pending or Running, InstanceChange.Suspend) => Suspended,
            (Suspended, InstanceChange.Resume) => Running,
            (_, InstanceChange.ContinueAsNew) => status,
            _ => null,
        };

    /// <summary>True when nothing can happen to the instance any more.</summary>
    /// <param name="status">The status.</param>
    public static bool IsEnded(OrchestrationRuntimeStatus status) => status is Completed or Failed or Terminated;
}
