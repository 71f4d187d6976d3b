using Distill.Core.Statistics;

namespace Distill.Core.Judging;

/// <summary>The verdicts on one model's answers, counted. Additive: shards are judged apart and summed.</summary>
public sealed record JudgeSummary
{
    /// <summary>The scale judged on.</summary>
    public JudgeScale Scale { get; init; } = JudgeScale.Default;

    /// <summary>How many answers got each score.</summary>
    public IReadOnlyDictionary<int, long> Scores { get; init; } = new Dictionary<int, long>();

    /// <summary>Verdicts that held no score.</summary>
    public long Invalid { get; init; }

    /// <summary>Answers with a score.</summary>
    public long Scored => Scores.Values.Sum();

    /// <summary>The mean score with its 95% interval, or null when nothing was scored.</summary>
    public Estimate? Mean =>
        MeanInterval.Of(
            Scored,
            Scores.Sum(pair => (double)pair.Key * pair.Value),
            Scores.Sum(pair => (double)pair.Key * pair.Key * pair.Value),
            Scale.Min,
            Scale.Max
        );

    /// <summary>The summary of these verdicts.</summary>
    public static JudgeSummary Of(IEnumerable<JudgeVerdict> verdicts, JudgeScale? scale = null)
    {
        var scores = new SortedDictionary<int, long>();
        var invalid = 0L;
        foreach (var verdict in verdicts)
        {
            if (verdict.Score is { } score)
            {
                scores[score] = scores.GetValueOrDefault(score) + 1;
            }
            else
            {
                invalid++;
            }
        }

        return new JudgeSummary
        {
            Scale = scale ?? JudgeScale.Default,
            Scores = scores,
            Invalid = invalid,
        };
    }

    /// <summary>Both together, on the left one's scale.</summary>
    public static JudgeSummary operator +(JudgeSummary left, JudgeSummary right)
    {
        var scores = new SortedDictionary<int, long>(left.Scores.ToDictionary());
        foreach (var (score, count) in right.Scores)
        {
            scores[score] = scores.GetValueOrDefault(score) + count;
        }

        return left with
        {
            Scores = scores,
            Invalid = left.Invalid + right.Invalid,
        };
    }
}
