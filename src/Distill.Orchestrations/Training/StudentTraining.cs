using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Training;

/// <summary>Fine-tunes one candidate: starts the job, looks at it at growing intervals by durable timer, reads its metrics.</summary>
/// <remarks>A job that the platform fails is an outcome with an error: the other candidates go on. It never throws.</remarks>
public static class StudentTraining
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(StudentTraining))]
    public static async Task<TrainingOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<TrainingInput>() ?? throw new InvalidOperationException($"{nameof(StudentTraining)} needs an input.");
        try
        {
            var job = await context.CallActivityAsync<TrainingJob>(ActivityNames.StartTraining, input, Retries.Transient);
            return await EndAsync(context, job)
                ? await context.CallActivityAsync<TrainingOutcome>(ActivityNames.ReadTraining, job, Retries.Transient)
                : Outcome(input) with
                {
                    JobId = job.JobId,
                    Failure = DeadlinePassed(input, job),
                };
        }
        catch (TaskFailedException failure)
        {
            return Outcome(input) with { Failure = RunFailure.Describe(failure) };
        }
    }

    /// <summary>The wait after the one before: half as long again, up to a minute.</summary>
    internal static TimeSpan NextWait(TimeSpan wait) => wait * 1.5 < LongestWait ? wait * 1.5 : LongestWait;

    // True when the job has ended, false when the run's deadline came first.
    private static async Task<bool> EndAsync(TaskOrchestrationContext context, TrainingJob job)
    {
        for (var wait = FirstWait; ; wait = NextWait(wait))
        {
            var state = await context.CallActivityAsync<TrainingState>(ActivityNames.PollTraining, job, Retries.Transient);
            context.SetCustomStatus(state);
            if (state.Ended)
            {
                return true;
            }

            if (job.Input.Deadline is { } deadline && context.CurrentUtcDateTime + wait >= deadline.UtcDateTime)
            {
                return false;
            }

            await context.CreateTimer(wait, CancellationToken.None);
        }
    }

    private static TrainingOutcome Outcome(TrainingInput input) =>
        new()
        {
            Student = input.Student.Name,
            Model = input.Student.Model,
            Round = input.Round,
        };

    private static string DeadlinePassed(TrainingInput input, TrainingJob job) =>
        $"The run's deadline came while job {job.JobId} trained student '{input.Student.Name}'. "
        + "Give the spec a later 'deadline' or fewer 'epochs'; the job itself goes on at the platform.";
}
