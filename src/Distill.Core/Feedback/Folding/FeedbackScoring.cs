using Distill.Core.Evaluation.Text;

namespace Distill.Core.Feedback.Folding;

/// <summary>Makes a quality score of what users said and did: the weighted mean of the signals there are, moved from -1..1 to 0..1. Immutable and thread-safe.</summary>
/// <param name="weights">How much each signal counts.</param>
public sealed class FeedbackScoring(FeedbackWeights weights)
{
    /// <summary>The score; null when no signal with a weight is there.</summary>
    /// <param name="fold">What users said and did.</param>
    /// <param name="answer">The answer; what it is compared with is what the user made of it.</param>
    public QualityScore? Score(FeedbackFold fold, string answer)
    {
        ArgumentNullException.ThrowIfNull(fold);
        QualitySignal[] parts = [.. Signals(fold, answer).Where(signal => signal.Weight > 0)];
        var total = parts.Sum(part => part.Weight);
        return total > 0 ? new QualityScore((1 + (parts.Sum(part => part.Weight * part.Value) / total)) / 2, parts) : null;
    }

    private IEnumerable<QualitySignal> Signals(FeedbackFold fold, string answer)
    {
        if (fold.Thumb is { } thumb)
        {
            yield return new QualitySignal("thumb", thumb, weights.Thumb);
        }

        if (fold.Rating is { } rating)
        {
            yield return new QualitySignal("rating", (rating - 3) / 2.0, weights.Rating);
        }

        if (fold.Preferred is { } preferred)
        {
            yield return new QualitySignal("preferred", Likeness(answer, preferred), weights.Preferred);
        }

        if (fold.Stopped)
        {
            yield return new QualitySignal("stop", -1, weights.Stop);
        }

        foreach (var (type, value, weight) in Actions())
        {
            if (fold.Count(type) > 0)
            {
                yield return new QualitySignal(type, value, weight);
            }
        }

        if (fold.Edited is { } edited)
        {
            yield return new QualitySignal("edit", Likeness(answer, edited), weights.Edit);
        }

        if (fold.DwellSeconds is { } seconds)
        {
            yield return new QualitySignal("dwell", (2 * Math.Min(1, seconds / weights.FullDwellSeconds)) - 1, weights.Dwell);
        }
    }

    // More than one copy says little more than one does.
    private IEnumerable<(string Type, double Value, double Weight)> Actions() =>
        [
            ("copy", 1, weights.Copy),
            ("download", 1, weights.Download),
            ("retry", -1, weights.Retry),
            ("click", 1, weights.Click),
            ("order", 1, weights.Order),
            ("conversion", 1, weights.Conversion),
        ];

    private static double Likeness(string answer, string other) => (2 * Rouge.L(answer, other).F1) - 1;
}
