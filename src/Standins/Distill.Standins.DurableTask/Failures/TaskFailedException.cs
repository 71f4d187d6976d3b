namespace Microsoft.DurableTask;

/// <summary>A step of an orchestration failed; thrown where the orchestrator awaits it.</summary>
#pragma warning disable RCS1194 // The official type has these two constructors only.
public sealed class TaskFailedException : Exception
#pragma warning restore RCS1194
{
    /// <summary>Makes the failure of a step from an exception.</summary>
    /// <param name="taskName">Name of the activity or orchestrator.</param>
    /// <param name="taskId">Number of the step within the orchestration.</param>
    /// <param name="innerException">What went wrong.</param>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, innerException.Message), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>Makes the failure of a step from its recorded details.</summary>
    /// <param name="taskName">Name of the activity or orchestrator.</param>
    /// <param name="taskId">Number of the step within the orchestration.</param>
    /// <param name="failureDetails">What went wrong.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>Name of the activity or orchestrator.</summary>
    public string TaskName { get; }

    /// <summary>Number of the step within the orchestration.</summary>
    public int TaskId { get; }

    /// <summary>What went wrong.</summary>
    public TaskFailureDetails FailureDetails { get; }

    private static string Describe(string name, int id, string reason) => $"Step {id} ('{name}') failed: {reason}";
}
