namespace Distill.Core.Evaluation.Measuring;

/// <summary>What a person says of one answer, or of one pair.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Dimension">What was judged; <c>overall</c> for a comparison.</param>
/// <param name="Label">A score, or of a comparison <c>good</c>, <c>same</c> or <c>bad</c> in terms of the candidate.</param>
public sealed record HumanLabel(string Id, string Dimension, string Label);
