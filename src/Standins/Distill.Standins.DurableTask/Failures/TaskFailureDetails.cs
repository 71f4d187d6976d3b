using System.Reflection;
using CoreDetails = global::DurableTask.Core.FailureDetails;

namespace Microsoft.DurableTask;

/// <summary>A failure as text: it outlives the process in which it happened.</summary>
/// <param name="ErrorType">Full name of the exception type.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Its stack trace, where recorded.</param>
/// <param name="InnerFailure">Its cause, where there is one.</param>
/// <param name="Properties">Further values, where recorded.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties
)
{
    /// <summary>Describes an exception and its causes.</summary>
    /// <param name="exception">The exception.</param>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is global::DurableTask.Core.Exceptions.OrchestrationException { FailureDetails: { } core }
            ? FromCore(core)
            : new(
                exception.GetType().ToString(),
                exception.Message,
                exception.StackTrace,
                exception.InnerException is { } inner ? FromException(inner) : null,
                null
            );
    }

    /// <summary>Says whether the failure was an exception of a type or of one derived from it.</summary>
    /// <typeparam name="T">The exception type.</typeparam>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Says whether the failure was an exception of a type or of one derived from it.</summary>
    /// <param name="targetBaseExceptionType">The exception type.</param>
    /// <exception cref="ArgumentException">The type is not an exception type.</exception>
    /// <exception cref="AmbiguousMatchException">Several loaded assemblies have an exception type of the recorded name.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException($"{targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        var recorded = string.IsNullOrEmpty(ErrorType)
            ? null
            : Type.GetType(ErrorType) ?? targetBaseExceptionType.Assembly.GetType(ErrorType) ?? FindLoaded();
        return targetBaseExceptionType.IsAssignableFrom(recorded);
    }

    /// <inheritdoc />
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    internal static TaskFailureDetails FromCore(CoreDetails core) =>
        new(core.ErrorType, core.ErrorMessage, core.StackTrace, core.InnerFailure is { } inner ? FromCore(inner) : null, core.Properties);

    private Type? FindLoaded()
    {
        Type[] found = [.. AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(ErrorType)).OfType<Type>().Take(2)];
        return found.Length == 2 ? throw new AmbiguousMatchException($"Two loaded types are named {ErrorType}.") : found.FirstOrDefault();
    }
}
