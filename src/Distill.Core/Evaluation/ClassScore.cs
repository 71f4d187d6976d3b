namespace Distill.Core.Evaluation;

/// <summary>How well one class is recognised.</summary>
/// <param name="Label">The class.</param>
/// <param name="Support">Samples of the class.</param>
/// <param name="Precision">Of the answers with this class, the share that is right; 0 when it was never answered.</param>
/// <param name="Recall">Of the class's samples, the share that was recognised; 0 when there is none.</param>
/// <param name="F1">Harmonic mean of both; 0 when both are 0.</param>
public sealed record ClassScore(string Label, long Support, double Precision, double Recall, double F1);
