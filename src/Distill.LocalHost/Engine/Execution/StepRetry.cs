using Microsoft.DurableTask;
using CoreExceptions = global::DurableTask.Core.Exceptions;
using CoreFailure = global::DurableTask.Core.FailureDetails;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>Retries of a step: each attempt is a step of its own, each wait a durable timer.</summary>
internal static class StepRetry
{
    /// <summary>Runs a step with its retries.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="retry">Policy or handler; null for one attempt.</param>
    /// <param name="isActivity">True for an activity, false for a child orchestration.</param>
    /// <param name="attempt">Takes the step.</param>
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, bool isActivity, Func<Task<T>> attempt) =>
        retry switch
        {
            { Policy: { } policy } => ByPolicyAsync(context, policy, isActivity, attempt),
            { Handler: { } handler } => ByHandlerAsync(context, handler, attempt),
            _ => attempt(),
        };

    private static async Task<T> ByPolicyAsync<T>(
        TaskOrchestrationContext context,
        RetryPolicy policy,
        bool isActivity,
        Func<Task<T>> attempt
    )
    {
        var first = context.CurrentUtcDateTime;
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e) when (MayRetry(context, policy, isActivity, tried, first, e))
            {
                // The wait follows outside the filter.
            }

            await context.CreateTimer(context.CurrentUtcDateTime + Delay(policy, tried), CancellationToken.None);
        }
    }

    private static bool MayRetry(
        TaskOrchestrationContext context,
        RetryPolicy policy,
        bool isActivity,
        int tried,
        DateTime first,
        TaskFailedException failure
    )
    {
        var inTime = policy.RetryTimeout == Timeout.InfiniteTimeSpan || context.CurrentUtcDateTime - first < policy.RetryTimeout;
        return tried < policy.MaxNumberOfAttempts && inTime && !IsFinal(failure) && policy.Handle(ToCore(failure, isActivity));
    }

    /// <summary>Wait after the n-th failed attempt: first interval × coefficient^(n-1), at most the longest interval.</summary>
    private static TimeSpan Delay(RetryPolicy policy, int tried)
    {
        var wanted = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, tried - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return wanted < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(wanted) : longest;
    }

    private static async Task<T> ByHandlerAsync<T>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var first = context.CurrentUtcDateTime;
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e) when (!IsFinal(e))
            {
                var spent = context.CurrentUtcDateTime - first;
                if (!await handler(new RetryContext(context, tried, e.FailureDetails, spent, CancellationToken.None)))
                {
                    throw;
                }
            }
        }
    }

    private static bool IsFinal(TaskFailedException failure) =>
        string.Equals(failure.FailureDetails.ErrorType, typeof(TaskNotRegisteredException).FullName, StringComparison.Ordinal);

    /// <summary>The policy's predicate is asked with the core library's exceptions, which carry the details it shows to its user.</summary>
    private static CoreExceptions.OrchestrationException ToCore(TaskFailedException failure, bool isActivity)
    {
        CoreExceptions.OrchestrationException core = isActivity
            ? new CoreExceptions.TaskFailedException(failure.Message)
            : new CoreExceptions.SubOrchestrationFailedException(failure.Message);
        core.FailureDetails = ToCore(failure.FailureDetails);
        return core;
    }

    private static CoreFailure ToCore(TaskFailureDetails details) =>
        new(
            details.ErrorType,
            details.ErrorMessage,
            details.StackTrace,
            details.InnerFailure is { } inner ? ToCore(inner) : null,
            isNonRetriable: false,
            details.Properties
        );
}
