using Distill.Core.Runs;
using Distill.Orchestrations.Progress;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Distilling;

/// <summary>
/// The distillation run: prompts, teacher's answers, cleaning, leak-free split, fine-tuning, comparison, report, decision; another round while the goal is
/// not met and rounds are left. The instance id is the run's id.
/// </summary>
public static class Distillation
{
    /// <summary>The orchestrator. Its failure is written into the run record before it ends.</summary>
    [Function(nameof(Distillation))]
    public static async Task<RunOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<RunReference>() ?? throw new InvalidOperationException($"{nameof(Distillation)} needs the run's id.");
        var log = new RunLog(context, run.RunId);
        try
        {
            return await new DistillationFlow(context, run, log).RunAsync();
        }
        catch (Exception failure) when (failure is RunFailedException or TaskFailedException)
        {
            var error = RunFailure.Describe(failure);
            await log.FailAsync(error);
            throw new RunFailedException(error);
        }
    }
}
