namespace Distill.Core.Feedback.Folding;

/// <summary>A part of a quality score.</summary>
/// <param name="Name">Type of feedback.</param>
/// <param name="Value">-1 (against the answer) to 1 (for it).</param>
/// <param name="Weight">How much it counts, above 0.</param>
public sealed record QualitySignal(string Name, double Value, double Weight);
