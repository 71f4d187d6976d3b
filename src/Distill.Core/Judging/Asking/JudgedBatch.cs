using Distill.Core.Inference;

namespace Distill.Core.Judging.Asking;

/// <summary>A judge's verdicts on a batch.</summary>
/// <param name="Answers">One for each item, in their order.</param>
/// <param name="Usage">What it used, the second questions included.</param>
/// <param name="Retried">Verdicts that had to be asked for twice.</param>
/// <param name="Invalid">Verdicts that could not be read the second time either, or were refused.</param>
public sealed record JudgedBatch(IReadOnlyList<JudgedAnswer> Answers, InferenceUsage Usage, long Retried, long Invalid);
