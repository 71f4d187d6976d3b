using Distill.Activities.Annotating;
using Distill.Activities.Inference;
using Distill.Core.Inference;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.FanOuts;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Has the judge score each reply of a shard as it scores drafts. A reply that could not be judged stays, without a score.</summary>
public sealed class JudgeReplies(ShardCalls calls)
{
    // The ends of the rubric's scale.
    private const double Worst = 1;
    private const double Best = 5;

    /// <summary>Name of the judge's score, as a share of its scale, in <see cref="Sample.Scores"/>.</summary>
    internal const string Score = "judge.share";

    /// <summary>The activity. Repeating it asks only for what is missing and gives the same shard.</summary>
    [Function(ActivityNames.JudgeReplies)]
    public Task<ShardOutcome> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.JudgeReplies, input.RunId, () => ExecuteAsync(input, cancellationToken), shard: input.Index);

    private Task<ShardOutcome> ExecuteAsync(ShardInput input, CancellationToken cancellationToken) =>
        calls.RunAsync(
            ActivityNames.JudgeReplies,
            input,
            SampleQuestions.Single(
                sample => sample.Answer is { } answer ? new ChatCall(sample.Id, DraftRubric.Ask(sample, answer)) : null,
                (sample, answer) => (Scored(sample, DraftRubric.Read(answer.Content).Score), null)
            ),
            cancellationToken
        );

    private static Sample Scored(Sample sample, double? score) =>
        score is not { } value
            ? sample
            : sample with
            {
                Scores = new Dictionary<string, double>(sample.Scores) { [Score] = (value - Worst) / (Best - Worst) },
            };
}
