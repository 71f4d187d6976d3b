using Distill.Core.Inference;
using Distill.Core.Runs;
using Microsoft.DurableTask;

namespace Distill.Orchestrations;

/// <summary>Puts what ended a run into words for its record.</summary>
internal static class RunFailure
{
    /// <summary>What, where and the remedy.</summary>
    public static string Describe(Exception exception) =>
        exception switch
        {
            TaskFailedException task when Known(task.FailureDetails) is { } known => known.ErrorMessage,
            TaskFailedException task => $"The step {task.TaskName} failed and its retries did not help: {task.FailureDetails.ErrorMessage} "
                + "Mend the cause, then start a run of the same spec: what was paid is not paid again while the response cache is on.",
            _ => exception.Message,
        };

    private static TaskFailureDetails? Known(TaskFailureDetails? failure)
    {
        while (
            failure is not null
            && failure.ErrorType != typeof(RunFailedException).FullName
            && failure.ErrorType != typeof(ModelAccessException).FullName
        )
        {
            failure = failure.InnerFailure;
        }

        return failure;
    }
}
