namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It runs or waits.</summary>
    Running,

    /// <summary>It ended with a result.</summary>
    Completed,

    /// <summary>Historical; not used.</summary>
    [Obsolete("Kept for its number only; an instance that starts anew stays Running.")]
    ContinuedAsNew,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>Historical; not used.</summary>
    [Obsolete("Kept for its number only; an instance is terminated, not cancelled.")]
    Canceled,

    /// <summary>It was ended from outside.</summary>
    Terminated,

    /// <summary>It is scheduled and has not started.</summary>
    Pending,

    /// <summary>It is held until it is resumed.</summary>
    Suspended,
}
