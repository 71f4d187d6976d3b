using Distill.Activities.Inference;
using Distill.Core.Annotation;
using Distill.Core.Inference;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.FanOuts;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Annotating;

/// <summary>Has the judge score each draft of a shard; the reasons are kept. A draft that could not be judged stays, without a score.</summary>
public sealed class JudgeDrafts(ShardCalls calls)
{
    /// <summary>The activity. Repeating it asks only for what is missing and gives the same shard.</summary>
    [Function(ActivityNames.JudgeDrafts)]
    public Task<ShardOutcome> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.JudgeDrafts, input.RunId, () => ExecuteAsync(input, cancellationToken), shard: input.Index);

    private Task<ShardOutcome> ExecuteAsync(ShardInput input, CancellationToken cancellationToken) =>
        calls.RunAsync(
            ActivityNames.JudgeDrafts,
            input,
            SampleQuestions.Several(
                sample =>
                    SampleDrafts.Of(sample).Select((draft, index) => new ChatCall(sample.Id, DraftRubric.Ask(sample, draft.Text), index)),
                (sample, result) => (SampleDrafts.With(sample, CandidateRanking.Order(Judged(sample, result))), null)
            ),
            cancellationToken
        );

    private static IEnumerable<AnnotationCandidate> Judged(Sample sample, ShardInferenceResult result) =>
        SampleDrafts.Of(sample).Select((draft, index) => Judged(draft, (sample.Id, index), result));

    private static AnnotationCandidate Judged(
        AnnotationCandidate draft,
        (string RecordId, int SampleIndex) call,
        ShardInferenceResult result
    )
    {
        if (!result.Answers.TryGetValue(call, out var answer))
        {
            return draft with { Reason = $"(not judged: {result.Refusals.GetValueOrDefault(call)?.Reason ?? "no answer"})" };
        }

        var (score, reason) = DraftRubric.Read(answer.Content);
        return draft with { Score = score, Reason = reason };
    }
}
