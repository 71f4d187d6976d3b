using Distill.Core.Runs;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Progress;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Turning;

/// <summary>The orchestration of a run whose spec says <c>pipeline: flywheel</c>: one turn, from a window of traffic to a better model in its place, or the reason why not.</summary>
public static class FlywheelTurn
{
    /// <summary>Runs it. A failure is in the run's record before the orchestration fails with the same message; the watermark then stays.</summary>
    [Function(nameof(FlywheelTurn))]
    public static async Task<TurnOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<RunReference>() ?? throw new InvalidOperationException($"{nameof(FlywheelTurn)} needs the run's id.");
        var log = new RunLog(context, run.RunId);
        try
        {
            return await new TurnFlow(context, run.RunId, log).RunAsync();
        }
        catch (Exception failure) when (failure is RunFailedException or TaskFailedException)
        {
            var error = RunFailure.Describe(failure);
            await log.FailAsync(error);
            throw new RunFailedException(error);
        }
    }
}
