namespace DurableTask.Core;

/// <summary>The core library's form of a failure as text.</summary>
/// <param name="errorType">Full name of the exception type.</param>
/// <param name="errorMessage">Its message.</param>
/// <param name="stackTrace">Its stack trace, where recorded.</param>
/// <param name="innerFailure">Its cause, where there is one.</param>
/// <param name="isNonRetriable">True when no retry may help.</param>
/// <param name="properties">Further values, where recorded.</param>
public class FailureDetails(
    string errorType,
    string errorMessage,
    string? stackTrace,
    FailureDetails? innerFailure,
    bool isNonRetriable,
    IDictionary<string, object?>? properties = null
)
{
    /// <summary>Full name of the exception type.</summary>
    public string ErrorType { get; } = errorType;

    /// <summary>Its message.</summary>
    public string ErrorMessage { get; } = errorMessage;

    /// <summary>Its stack trace, where recorded.</summary>
    public string? StackTrace { get; } = stackTrace;

    /// <summary>Its cause, where there is one.</summary>
    public FailureDetails? InnerFailure { get; } = innerFailure;

    /// <summary>True when no retry may help.</summary>
    public bool IsNonRetriable { get; } = isNonRetriable;

    /// <summary>Further values, where recorded.</summary>
    public IDictionary<string, object?>? Properties { get; } = properties;
}
