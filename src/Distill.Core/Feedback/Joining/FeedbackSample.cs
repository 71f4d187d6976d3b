using Distill.Core.Feedback.Folding;
using Distill.Core.Flywheel.Selecting;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;

namespace Distill.Core.Feedback.Joining;

/// <summary>Puts feedback into a sample.</summary>
public static class FeedbackSample
{
    /// <summary>The sample with its feedback, the score of it and the score's parts.</summary>
    public static Sample With(Sample sample, FeedbackFold fold, FeedbackScoring scoring)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(scoring);
        return sample with
        {
            Feedback = fold.ToJson(),
            Scores = AddScores(new Dictionary<string, double>(sample.Scores, StringComparer.Ordinal), fold, sample.Answer ?? "", scoring),
        };
    }

    /// <summary>Writes what <see cref="With"/> adds to a sample without scores.</summary>
    internal static void Write(ref JsonTextWriter writer, FeedbackFold fold, string answer, FeedbackScoring scoring)
    {
        JsonPart.Of(fold.ToJson())!.Write(ref writer, ",\"feedback\":"u8);
        SampleJson.WriteScores(ref writer, AddScores(new Dictionary<string, double>(StringComparer.Ordinal), fold, answer, scoring));
    }

    private static Dictionary<string, double> AddScores(
        Dictionary<string, double> scores,
        FeedbackFold fold,
        string answer,
        FeedbackScoring scoring
    )
    {
        if (scoring.Score(fold, answer) is { } score)
        {
            scores[ReplySelector.FeedbackScore] = score.Value;
            foreach (var part in score.Parts)
            {
                scores[$"{ReplySelector.FeedbackScore}.{part.Name}"] = part.Value;
            }
        }

        return scores;
    }
}
