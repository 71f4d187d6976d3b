using Distill.Core.Evaluation.Measuring;
using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Evaluating;

/// <summary>The samples of an evaluation with both answers.</summary>
/// <param name="Matched">Their dataset.</param>
/// <param name="Candidate">The candidate, with its measured latency and cost.</param>
/// <param name="Baseline">The baseline, or null.</param>
public sealed record MatchOutcome(DatasetReference Matched, MeasuredModel Candidate, MeasuredModel? Baseline);
