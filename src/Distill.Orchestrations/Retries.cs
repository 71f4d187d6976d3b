using Distill.Core.Inference;
using Distill.Core.Runs;
using Microsoft.DurableTask;

namespace Distill.Orchestrations;

/// <summary>How activities are retried.</summary>
internal static class Retries
{
    /// <summary>
    /// Up to 5 attempts, 1, 2, 4 and 8 s apart: for a store or a network that stumbles. What no retry can mend is not retried.
    /// </summary>
    public static TaskOptions Transient { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(5, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(1))
            {
                HandleFailure = failure => !IsFinal(failure),
            }
        );

    /// <summary>True when the failure, or what caused it, is one of the run and not of the moment.</summary>
    public static bool IsFinal(TaskFailureDetails failure) =>
        failure.ErrorType == typeof(RunFailedException).FullName
        || failure.ErrorType == typeof(ModelAccessException).FullName
        || failure.ErrorType == typeof(ArgumentException).FullName
        || failure.ErrorType == typeof(NotSupportedException).FullName;
}
