namespace DurableTask.Core.Exceptions;

/// <summary>An activity failed; the backend's form, which a retry policy is asked with.</summary>
public class TaskFailedException : OrchestrationException
{
    /// <summary>Makes the exception.</summary>
    public TaskFailedException() { }

    /// <summary>Makes the exception.</summary>
    /// <param name="reason">What went wrong.</param>
    public TaskFailedException(string reason)
        : base(reason) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="reason">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public TaskFailedException(string reason, Exception innerException)
        : base(reason, innerException) { }
}
