namespace Distill.Core.Evaluation.Comparing;

/// <summary>Two answers to the same prompt, with what was expected.</summary>
/// <param name="Id">Id of the sample.</param>
/// <param name="Expected">The reference answer or the gold label.</param>
/// <param name="Baseline">The answer that the other is measured against.</param>
/// <param name="Candidate">The new answer.</param>
public sealed record AnswerPair(string Id, string Expected, string Baseline, string Candidate);
