using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;

namespace Distill.Core.Judging.Asking;

/// <summary>What one judge says of one item: of a comparison the verdicts of both orders, else the scores of each answer.</summary>
public sealed record JudgedAnswer
{
    /// <summary>The item.</summary>
    public required string Id { get; init; }

    /// <summary>The candidate's scores; null for a comparison.</summary>
    public RubricVerdict? Candidate { get; init; }

    /// <summary>The baseline's scores; null for a comparison, and where there is no baseline.</summary>
    public RubricVerdict? Baseline { get; init; }

    /// <summary>The verdict when the candidate is shown first; null without a comparison.</summary>
    public PairVerdict? CandidateFirst { get; init; }

    /// <summary>The verdict when the baseline is shown first; null without a comparison.</summary>
    public PairVerdict? BaselineFirst { get; init; }

    /// <summary>Both orders of a comparison.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public PairJudgement Pair => new(CandidateFirst?.Preference, BaselineFirst?.Preference);

    /// <summary>Both orders of a comparison by a dimension; <see cref="PairGroup.Overall"/> is the whole.</summary>
    public PairJudgement By(string dimension) => new(CandidateFirst?.By(dimension), BaselineFirst?.By(dimension));
}
