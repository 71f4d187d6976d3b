namespace Distill.Core.Splits;

/// <summary>Two samples of different sets that are the same prompt, or nearly.</summary>
/// <param name="FirstId">The sample that was added first.</param>
/// <param name="FirstSet">Its set.</param>
/// <param name="SecondId">The other sample.</param>
/// <param name="SecondSet">Its set.</param>
/// <param name="Similarity">Jaccard similarity of their shingles, 0 to 1 (estimated for long texts); 1 for equal prompts.</param>
public sealed record Leak(string FirstId, SplitSet FirstSet, string SecondId, SplitSet SecondSet, double Similarity);
