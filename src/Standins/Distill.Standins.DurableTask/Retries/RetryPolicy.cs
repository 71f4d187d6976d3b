using System.ComponentModel;
using CoreFailures = global::DurableTask.Core.Exceptions;

namespace Microsoft.DurableTask;

/// <summary>Retries with exponential back-off.</summary>
public class RetryPolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">Wait before the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">Factor from one wait to the next; at least 1.</param>
    /// <param name="maxRetryInterval">Longest wait; default one hour, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="retryTimeout">Time after which no attempt starts; default none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its limits.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
        Handle = static _ => true;
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Wait before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Factor from one wait to the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Longest wait.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>Time after which no attempt starts.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says whether a failure, given as the backend's exception, is retried. For backends; users set <see cref="HandleFailure"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<Exception, bool> Handle { get; private init; }

    /// <summary>Says whether a failure is retried; all are by default.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init { Handle = failure => value(Details(failure)); }
    }

    private static TaskFailureDetails Details(Exception failure) =>
        failure is CoreFailures.TaskFailedException or CoreFailures.SubOrchestrationFailedException
        && ((CoreFailures.OrchestrationException)failure).FailureDetails is { } core
            ? TaskFailureDetails.FromCore(core)
            : throw new InvalidOperationException($"{failure.GetType()} carries no failure details of a task or sub-orchestration.");

    private static void ThrowIfShorter(TimeSpan? value, TimeSpan floor, string name)
    {
        if (value is { } given && given != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, floor, name);
        }
    }
}
