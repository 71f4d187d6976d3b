using Distill.Core.Runs;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Progress;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Evaluating;

/// <summary>The orchestration of a run whose spec says <c>pipeline: evaluation</c>.</summary>
public static class Evaluation
{
    /// <summary>Runs it. A failure is in the run's record before the orchestration fails with the same message.</summary>
    [Function(nameof(Evaluation))]
    public static async Task<EvaluationOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<RunReference>() ?? throw new InvalidOperationException($"{nameof(Evaluation)} needs the run's id.");
        var log = new RunLog(context, run.RunId);
        try
        {
            var outcome = await new EvaluationFlow(context, new EvaluationInput { RunId = run.RunId }, log).RunAsync();
            await log.CompleteAsync(outcome.Reports);
            return outcome;
        }
        catch (Exception failure) when (failure is RunFailedException or TaskFailedException)
        {
            var error = RunFailure.Describe(failure);
            await log.FailAsync(error);
            throw new RunFailedException(error);
        }
    }
}
