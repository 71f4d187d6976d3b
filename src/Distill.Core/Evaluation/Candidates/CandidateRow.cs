namespace Distill.Core.Evaluation.Candidates;

/// <summary>A candidate's place in the matrix.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="OnFront">True when no other candidate is at least as good in quality, latency and cost and better in one.</param>
/// <param name="Score">Weighted mean of its ratios to the best of each column, 0 to 1; null when something was not measured.</param>
/// <param name="Excluded">Why it cannot be recommended, or null.</param>
public sealed record CandidateRow(Candidate Candidate, bool OnFront, double? Score, string? Excluded);
