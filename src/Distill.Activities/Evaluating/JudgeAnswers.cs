using Distill.Activities.Inference;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.FanOuts;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Evaluating;

/// <summary>Has a judge score a shard of answers, or compare them in both orders. What it cannot be read from is asked once more, then kept as invalid: no sample is lost.</summary>
public sealed class JudgeAnswers(ShardCalls calls, RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it asks only for what is missing and gives the same shard.</summary>
    [Function(ActivityNames.JudgeAnswers)]
    public Task<ShardOutcome> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.JudgeAnswers, input.RunId, () => ExecuteAsync(input, cancellationToken), shard: input.Index);

    private async Task<ShardOutcome> ExecuteAsync(ShardInput input, CancellationToken cancellationToken)
    {
        var spec = await EvaluationFiles.ReadSpecAsync(workspace, input.PlanPath!, cancellationToken);
        var instruction = EvaluationPlans.Instruction(spec)!;
        var questions = new SampleQuestions(
            sample => instruction.Calls(ItemOf(sample)),
            (sample, first) => instruction.Retries(ItemOf(sample), first),
            (sample, first, second) => (EvaluationSample.With(sample, instruction.Read(ItemOf(sample), first, second)), null)
        );
        return await calls.RunAsync(ActivityNames.JudgeAnswers, input, questions, cancellationToken);
    }

    private static JudgeItem ItemOf(Sample sample) => EvaluationSample.ItemOf(sample).ToJudgeItem();
}
