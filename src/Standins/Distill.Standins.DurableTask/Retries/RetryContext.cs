namespace Microsoft.DurableTask;

/// <summary>What has happened to a step that a retry handler decides on.</summary>
/// <param name="OrchestrationContext">The orchestration that called the step.</param>
/// <param name="LastAttemptNumber">Failed attempts so far, from 1.</param>
/// <param name="LastFailure">The last failure.</param>
/// <param name="TotalRetryTime">Time since the first attempt was scheduled.</param>
/// <param name="CancellationToken">Cancels the retries.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken
);
