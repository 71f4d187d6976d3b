using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>How often the candidate's answer is better, the same or worse, by a dimension, of all samples or of a slice.</summary>
/// <param name="Dimension">What was compared; <c>overall</c> for the whole.</param>
/// <param name="Slice">The slice; null for all samples.</param>
/// <param name="Gsb">The counts, with win rate, advantage and sign test.</param>
/// <param name="AdjustedP">Mid-p value of "neither is better"; corrected by Holm's method, of slices over the slices, of dimensions beside the deciding one over these.</param>
public sealed record OutcomeRow(string Dimension, string? Slice, GsbCounts Gsb, double AdjustedP);
