using Distill.Core.Dedup;
using Distill.Core.Inference;
using Distill.Core.Judging;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.FanOuts;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Inference;

/// <summary>
/// Has the judge score a shard of answers against their references: the answer that came with the source, else the teacher's. An answer that is its own
/// reference is not asked about; it has no score.
/// </summary>
public sealed class JudgeShard(ShardCalls calls)
{
    /// <summary>Name of the judge's score in <see cref="Sample.Scores"/>.</summary>
    internal const string Score = "judge";

    /// <summary>The activity. Repeating it asks only for what is missing and gives the same shard.</summary>
    [Function(ActivityNames.JudgeShard)]
    public Task<ShardOutcome> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.JudgeShard, input.RunId, () => ExecuteAsync(input, cancellationToken), shard: input.Index);

    private Task<ShardOutcome> ExecuteAsync(ShardInput input, CancellationToken cancellationToken) =>
        calls.RunAsync(ActivityNames.JudgeShard, input, SampleQuestions.Single(Ask, Finish, AskAgain), cancellationToken);

    private static ChatCall? Ask(Sample sample) =>
        SampleAnswers.ReferenceOf(sample) is { } reference && sample.Answer is { } answer
            ? new ChatCall(sample.Id, JudgePrompt.Build(PromptText.Of(sample), reference, answer, LanguageOf(sample)))
            : null;

    private static ChatCall? AskAgain(Sample sample, ChatAnswer answer) =>
        JudgeParser.Parse(answer.Content).Error is { } error && Ask(sample) is { } asked
            ? asked with
            {
                Messages = JudgeRetry.Build(asked.Messages, answer.Content, error, LanguageOf(sample)),
            }
            : null;

    private static (Sample? Sample, CallRefusal? Refusal) Finish(Sample sample, ChatAnswer answer)
    {
        var verdict = JudgeParser.Parse(answer.Content);
        return verdict.Score is { } score
            ? (sample with { Scores = new Dictionary<string, double>(sample.Scores) { [Score] = score } }, null)
            : (null, new CallRefusal($"verdict_{verdict.Error}", answer.Content));
    }

    private static JudgeLanguage LanguageOf(Sample sample) => JudgeLanguages.Of(sample.Prompt);
}
