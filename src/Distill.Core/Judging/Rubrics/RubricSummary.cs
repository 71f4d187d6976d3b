using Distill.Core.Statistics;

namespace Distill.Core.Judging.Rubrics;

/// <summary>The verdicts by a rubric on one model's answers. Immutable and additive over shards.</summary>
public sealed record RubricSummary
{
    /// <summary>The scale judged on.</summary>
    public JudgeScale Scale { get; init; } = JudgeScale.Default;

    /// <summary>The scores by dimension.</summary>
    public IReadOnlyDictionary<string, JudgeSummary> Dimensions { get; init; } = new Dictionary<string, JudgeSummary>();

    /// <summary>Answers with a valid verdict.</summary>
    public long Scored { get; init; }

    /// <summary>Verdicts that could not be read.</summary>
    public long Invalid { get; init; }

    /// <summary>Sum of the weighted means.</summary>
    public double Sum { get; init; }

    /// <summary>Sum of their squares.</summary>
    public double SumOfSquares { get; init; }

    /// <summary>The mean of the weighted means with its 95% interval; null when nothing was scored.</summary>
    public Estimate? Overall => MeanInterval.Of(Scored, Sum, SumOfSquares, Scale.Min, Scale.Max);

    /// <summary>The summary of these verdicts.</summary>
    public static RubricSummary Of(IEnumerable<RubricVerdict> verdicts, Rubric rubric)
    {
        var all = verdicts.ToList();
        var valid = all.Where(verdict => verdict.Error is null).ToList();
        return new RubricSummary
        {
            Scale = rubric.Scale,
            Scored = valid.Count,
            Invalid = all.Count - valid.Count,
            Sum = valid.Sum(verdict => verdict.Overall!.Value),
            SumOfSquares = valid.Sum(verdict => verdict.Overall!.Value * verdict.Overall.Value),
            Dimensions = rubric.Dimensions.ToDictionary(
                dimension => dimension.Name,
                dimension =>
                    JudgeSummary.Of(valid.Select(verdict => new JudgeVerdict(verdict.Scores[dimension.Name], null, null)), rubric.Scale),
                StringComparer.Ordinal
            ),
        };
    }

    /// <summary>Both together, on the left one's scale.</summary>
    public static RubricSummary operator +(RubricSummary left, RubricSummary right)
    {
        var dimensions = left.Dimensions.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, summary) in right.Dimensions)
        {
            dimensions[name] = dimensions.TryGetValue(name, out var present) ? present + summary : summary;
        }

        return left with
        {
            Dimensions = dimensions,
            Scored = left.Scored + right.Scored,
            Invalid = left.Invalid + right.Invalid,
            Sum = left.Sum + right.Sum,
            SumOfSquares = left.SumOfSquares + right.SumOfSquares,
        };
    }
}
