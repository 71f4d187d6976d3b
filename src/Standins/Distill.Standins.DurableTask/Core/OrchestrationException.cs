namespace DurableTask.Core.Exceptions;

/// <summary>Base of the failures that a backend reports to an orchestration.</summary>
public class OrchestrationException : Exception
{
    /// <summary>Makes the exception.</summary>
    public OrchestrationException() { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What went wrong.</param>
    public OrchestrationException(string message)
        : base(message) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public OrchestrationException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>The failure as text; null where it was not recorded.</summary>
    public FailureDetails? FailureDetails { get; set; }
}
