using Distill.Core.Inference;
using Distill.Core.Samples;

namespace Distill.Activities.Inference;

/// <summary>What a fan-out asks of each sample.</summary>
/// <param name="Ask">The calls of a sample; none leaves it as it is.</param>
/// <param name="AskAgain">The calls that ask once more where an answer could not be used.</param>
/// <param name="Finish">The sample with what came of the answers, or why it is a reject. The second answers are null when nothing was asked again.</param>
internal sealed record SampleQuestions(
    Func<Sample, IEnumerable<ChatCall>> Ask,
    Func<Sample, ShardInferenceResult, IEnumerable<ChatCall>> AskAgain,
    Func<Sample, ShardInferenceResult, ShardInferenceResult?, (Sample? Sample, CallRefusal? Refusal)> Finish
)
{
    /// <summary>One call a sample, under the sample's id.</summary>
    /// <param name="ask">The call; null leaves the sample as it is.</param>
    /// <param name="finish">The sample with its answer, or why it is a reject.</param>
    /// <param name="again">The call after an answer that cannot be used; null where every answer is taken.</param>
    public static SampleQuestions Single(
        Func<Sample, ChatCall?> ask,
        Func<Sample, ChatAnswer, (Sample? Sample, CallRefusal? Refusal)> finish,
        Func<Sample, ChatAnswer, ChatCall?>? again = null
    ) =>
        new(
            sample => ask(sample) is { } call ? [call] : [],
            (sample, first) =>
                again is not null && first.Answers.TryGetValue((sample.Id, 0), out var answer) && again(sample, answer) is { } call
                    ? [call]
                    : [],
            (sample, first, second) =>
                (second?.Answers.GetValueOrDefault((sample.Id, 0)) ?? first.Answers.GetValueOrDefault((sample.Id, 0))) is { } answer
                    ? finish(sample, answer)
                : first.Refusals.TryGetValue((sample.Id, 0), out var refusal) ? (null, refusal)
                : (sample, null)
        );

    /// <summary>Several calls a sample, each of its own sample index.</summary>
    /// <param name="ask">The calls; none leaves the sample as it is.</param>
    /// <param name="finish">The sample with what came of its calls, or why it is a reject.</param>
    public static SampleQuestions Several(
        Func<Sample, IEnumerable<ChatCall>> ask,
        Func<Sample, ShardInferenceResult, (Sample? Sample, CallRefusal? Refusal)> finish
    ) => new(ask, (_, _) => [], (sample, first, _) => finish(sample, first));
}
