using Distill.Core.Feedback.Folding;
using Distill.Core.Flywheel.Selecting;
using Distill.Core.Samples;

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
        var scores = new Dictionary<string, double>(sample.Scores, StringComparer.Ordinal);
        if (scoring.Score(fold, sample.Answer ?? "") is { } score)
        {
            scores[ReplySelector.FeedbackScore] = score.Value;
            foreach (var part in score.Parts)
            {
                scores[$"{ReplySelector.FeedbackScore}.{part.Name}"] = part.Value;
            }
        }

        return sample with
        {
            Feedback = fold.ToJson(),
            Scores = scores,
        };
    }
}
