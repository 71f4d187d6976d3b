namespace Distill.Core.Evaluation.Measuring;

/// <summary>A score that belongs to all answers together, so that it has no mean and no interval.</summary>
/// <param name="Metric"><c>bleu_4</c> or <c>chrf_2</c>, each 0 to 100.</param>
/// <param name="Candidate">The candidate's.</param>
/// <param name="Baseline">The baseline's; null without one.</param>
public sealed record CorpusRow(string Metric, double Candidate, double? Baseline);
