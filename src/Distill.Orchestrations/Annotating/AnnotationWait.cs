using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Annotating;

/// <summary>Waits until all tasks of a round have ended, or its time is up.</summary>
/// <remarks>
/// People's decisions are in the store, not in the history: of a hundred thousand decisions the history holds none. A durable timer looks at the store at
/// intervals; the one event that comes, when the last open task has ended, only cuts the last interval short, so losing it costs no more than that. After some
/// looks the instance begins anew with an empty history, for a round may wait for weeks.
/// </remarks>
public static class AnnotationWait
{
    /// <summary>Looks until the instance begins anew.</summary>
    internal const int LooksPerHistory = 50;

    /// <summary>The orchestrator.</summary>
    [Function(nameof(AnnotationWait))]
    public static async Task<AnnotationProgress> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input =
            context.GetInput<AnnotationWaitInput>() ?? throw new InvalidOperationException($"{nameof(AnnotationWait)} needs an input.");
        for (var look = 0; look < LooksPerHistory; look++)
        {
            var progress = await context.CallActivityAsync<AnnotationProgress>(ActivityNames.CountAnnotations, input, Retries.Transient);
            context.SetCustomStatus(progress);
            if (progress.Open == 0 || input.Until?.UtcDateTime <= context.CurrentUtcDateTime)
            {
                return progress;
            }

            await WaitAsync(context, input);
        }

        context.ContinueAsNew(input);
        return new AnnotationProgress(AnnotationProgress.MaxCounted);
    }

    private static async Task WaitAsync(TaskOrchestrationContext context, AnnotationWaitInput input)
    {
        var next = context.CurrentUtcDateTime.AddSeconds(input.PollSeconds);
        if (input.Until is { } until && until.UtcDateTime < next)
        {
            next = until.UtcDateTime;
        }

        using var timerLife = new CancellationTokenSource();
        using var eventLife = new CancellationTokenSource();
        var timer = context.CreateTimer(next, timerLife.Token);
        var nudge = context.WaitForExternalEvent<string>(AnnotationRounds.AllEnded, eventLife.Token);
        var first = await Task.WhenAny(timer, nudge);
#pragma warning disable VSTHRD103 // Cancelled in place: the continuations belong to the orchestrator's logical thread.
        (first == timer ? eventLife : timerLife).Cancel();
#pragma warning restore VSTHRD103
    }
}
