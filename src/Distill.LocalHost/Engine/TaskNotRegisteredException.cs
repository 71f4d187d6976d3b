namespace Distill.LocalHost.Engine;

/// <summary>A name that no registration serves. The failure is final: retry policies and handlers are not asked.</summary>
public sealed class TaskNotRegisteredException : Exception
{
    /// <summary>Makes the exception.</summary>
    public TaskNotRegisteredException() { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is missing.</param>
    public TaskNotRegisteredException(string message)
        : base(message) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is missing.</param>
    /// <param name="innerException">The cause.</param>
    public TaskNotRegisteredException(string message, Exception innerException)
        : base(message, innerException) { }
}
