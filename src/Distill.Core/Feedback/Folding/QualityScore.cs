namespace Distill.Core.Feedback.Folding;

/// <summary>How good users found an answer.</summary>
/// <param name="Value">0 (bad) to 1 (good); 0.5 when the signals cancel out.</param>
/// <param name="Parts">The signals it is made of, in the order of <see cref="FeedbackType.All"/>; at least one.</param>
public sealed record QualityScore(double Value, IReadOnlyList<QualitySignal> Parts);
