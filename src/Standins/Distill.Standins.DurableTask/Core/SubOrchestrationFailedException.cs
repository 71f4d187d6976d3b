namespace DurableTask.Core.Exceptions;

/// <summary>A child orchestration failed; the backend's form, which a retry policy is asked with.</summary>
public class SubOrchestrationFailedException : OrchestrationException
{
    /// <summary>Makes the exception.</summary>
    public SubOrchestrationFailedException() { }

    /// <summary>Makes the exception.</summary>
    /// <param name="reason">What went wrong.</param>
    public SubOrchestrationFailedException(string reason)
        : base(reason) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="reason">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public SubOrchestrationFailedException(string reason, Exception innerException)
        : base(reason, innerException) { }
}
