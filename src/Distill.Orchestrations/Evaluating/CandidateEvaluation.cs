using Distill.Core.Runs;
using Distill.Orchestrations.Progress;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Evaluating;

/// <summary>An evaluation as a part of another run: a challenger against the online model, for example. Its progress shows in that run's record.</summary>
public static class CandidateEvaluation
{
    /// <summary>Runs it. It neither completes nor fails the run; the caller decides what follows.</summary>
    /// <exception cref="RunFailedException">It could not be done; the message says why and what to do.</exception>
    [Function(nameof(CandidateEvaluation))]
    public static async Task<EvaluationOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input =
            context.GetInput<EvaluationInput>()
            ?? throw new InvalidOperationException($"{nameof(CandidateEvaluation)} needs an evaluation.");
        try
        {
            return await new EvaluationFlow(context, input, new RunLog(context, input.RunId)).RunAsync();
        }
        catch (TaskFailedException failure)
        {
            throw new RunFailedException(RunFailure.Describe(failure));
        }
    }
}
