using Distill.Activities.Inference;
using Distill.Core.Annotation;
using Distill.Core.Inference;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.FanOuts;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Annotating;

/// <summary>
/// Has the teacher draft several answers to each prompt of a shard. The sample index is part of a call's identity, so each draft is a call of its own, and each
/// is paid once. A prompt that the teacher refuses goes on without drafts: people can answer it.
/// </summary>
public sealed class DraftShard(ShardCalls calls)
{
    /// <summary>The activity. Repeating it asks only for what is missing and gives the same shard.</summary>
    [Function(ActivityNames.DraftShard)]
    public Task<ShardOutcome> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.DraftShard, input.RunId, () => ExecuteAsync(input, cancellationToken), shard: input.Index);

    private Task<ShardOutcome> ExecuteAsync(ShardInput input, CancellationToken cancellationToken) =>
        calls.RunAsync(
            ActivityNames.DraftShard,
            input,
            SampleQuestions.Several(
                sample => Enumerable.Range(0, input.Repeats).Select(index => new ChatCall(sample.Id, sample.Prompt, index)),
                (sample, result) => (SampleDrafts.With(sample, Drafts(sample, result, input.Repeats)), null)
            ),
            cancellationToken
        );

    // What the teacher says twice is one draft: the judge is asked about it once. An empty or cut answer is none.
    private static IEnumerable<AnnotationCandidate> Drafts(Sample sample, ShardInferenceResult result, int repeats) =>
        Enumerable
            .Range(0, repeats)
            .Select(index => result.Answers.GetValueOrDefault((sample.Id, index)))
            .OfType<ChatAnswer>()
            .Where(answer => !string.IsNullOrWhiteSpace(answer.Content) && answer.FinishReason != "length")
            .DistinctBy(answer => answer.Content, StringComparer.Ordinal)
            .Select(answer => new AnnotationCandidate(CandidateSource.Teacher, answer.Content, answer.Model));
}
