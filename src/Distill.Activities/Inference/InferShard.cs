using Distill.Core.Inference;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.FanOuts;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Inference;

/// <summary>Has a model answer the prompts of a shard.</summary>
public sealed class InferShard(ShardCalls calls)
{
    /// <summary>The activity. Repeating it asks only for what is missing and gives the same shard.</summary>
    [Function(ActivityNames.InferShard)]
    public Task<ShardOutcome> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.InferShard, input.RunId, () => ExecuteAsync(input, cancellationToken), shard: input.Index);

    private Task<ShardOutcome> ExecuteAsync(ShardInput input, CancellationToken cancellationToken) =>
        calls.RunAsync(
            ActivityNames.InferShard,
            input,
            SampleQuestions.Single(
                sample => new ChatCall(sample.Id, sample.Prompt),
                (sample, answer) => (SampleAnswers.WithAnswer(sample, answer), null)
            ),
            cancellationToken
        );
}
