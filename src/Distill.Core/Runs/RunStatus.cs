namespace Distill.Core.Runs;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Accepted, not begun.</summary>
    Pending,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Held by a person.</summary>
    Suspended,

    /// <summary>Ended, with a report.</summary>
    Completed,

    /// <summary>Ended by an error, which the record names.</summary>
    Failed,

    /// <summary>Ended by a person.</summary>
    Cancelled,
}
