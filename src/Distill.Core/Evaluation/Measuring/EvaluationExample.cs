using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>An item as a report shows it.</summary>
public sealed record EvaluationExample
{
    /// <summary>The sample.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>The reference answer or the expected label, or null.</summary>
    public string? Expected { get; init; }

    /// <summary>The candidate's answer.</summary>
    public required string Candidate { get; init; }

    /// <summary>The baseline's answer, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>The candidate against the baseline; invalid without one.</summary>
    public PairOutcome Outcome { get; init; } = PairOutcome.Invalid;

    /// <summary>The candidate's value of the deciding metric, or null.</summary>
    public double? CandidateValue { get; init; }

    /// <summary>The baseline's, or null.</summary>
    public double? BaselineValue { get; init; }

    /// <summary>Its slices.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>What judges or checks said.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
