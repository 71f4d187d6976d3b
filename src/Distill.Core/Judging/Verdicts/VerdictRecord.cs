using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Judging.Verdicts;

/// <summary>One verdict of a verdict file, in terms of the candidate (the answer that order AB shows first).</summary>
public sealed record VerdictRecord
{
    /// <summary>The pair.</summary>
    public required string Id { get; init; }

    /// <summary>True when the candidate's answer was shown first (order AB), false for BA.</summary>
    public bool CandidateFirst { get; init; } = true;

    /// <summary>The verdict.</summary>
    public required PairOutcome Verdict { get; init; }

    /// <summary>True when the file named a place, which the order made an answer; false when it named the answer itself.</summary>
    public bool ByPlace { get; init; }

    /// <summary>Human votes on the pair; empty when there is none.</summary>
    public IReadOnlyList<PairOutcome> Gold { get; init; } = [];

    /// <summary>The judge's name; empty when the file has none.</summary>
    public string Judge { get; init; } = "";

    /// <summary>What was judged.</summary>
    public string Dimension { get; init; } = PairGroup.Overall;

    /// <summary>The slice that the pair belongs to, or null.</summary>
    public string? Slice { get; init; }

    /// <summary>The model behind the candidate's answer, where one file compares several; else null.</summary>
    public string? Candidate { get; init; }

    /// <summary>The model behind the baseline's answer, or null.</summary>
    public string? Baseline { get; init; }
}
