using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Core.Flywheel.Selecting;

/// <summary>Sorts replies by what users, filter, safety checks and judge have to say. Thread-safe.</summary>
/// <remarks>What is low for one reason is low, however much it is liked for another: a liked answer that gives away a secret is no model to follow.</remarks>
/// <param name="rule">The rule.</param>
/// <param name="safety">Filters of the cleaning operators that object to what must not be said.</param>
public sealed class ReplySelector(SelectionRule rule, IReadOnlyList<IFilter> safety)
{
    /// <summary>Name of the score that users' feedback gives a sample.</summary>
    public const string FeedbackScore = "feedback";

    /// <summary>The class of a reply.</summary>
    /// <param name="reply">The logged exchange; its score <see cref="FeedbackScore"/> is that of its users.</param>
    /// <param name="judged">Score of the judge as a share of its scale, 0 to 1; null when it was not asked or gave none.</param>
    public ReplyVerdict Classify(Sample reply, double? judged = null)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var score = reply.Scores.TryGetValue(FeedbackScore, out var value) ? value : (double?)null;
        string[] against = [.. Against(reply, score, judged)];
        return against.Length > 0 ? new ReplyVerdict(ReplyClass.Low, against)
            : score >= rule.LikedScore ? new ReplyVerdict(ReplyClass.Liked, [ReplyReason.HighScore])
            : score is null && judged is null ? new ReplyVerdict(ReplyClass.Unrated, [])
            : new ReplyVerdict(ReplyClass.Neutral, []);
    }

    private IEnumerable<string> Against(Sample reply, double? score, double? judged)
    {
        if (score <= rule.LowScore)
        {
            yield return ReplyReason.LowScore;
        }

        if (judged <= rule.LowJudgement)
        {
            yield return ReplyReason.LowJudgement;
        }

        if (rule.Where?.Matches(reply) == true)
        {
            yield return ReplyReason.Filter;
        }

        foreach (var filter in safety)
        {
            if (filter.Judge(reply) is { } objection)
            {
                yield return $"{ReplyReason.Safety}:{objection.Reason}";
            }
        }
    }
}
