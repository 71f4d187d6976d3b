namespace DurableTask.Core.Exceptions;

/// <summary>An instance of the same id exists in a status that forbids a new start.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public OrchestrationAlreadyExistsException() { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What exists.</param>
    public OrchestrationAlreadyExistsException(string message)
        : base(message) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What exists.</param>
    /// <param name="innerException">The cause.</param>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException) { }
}
