namespace Distill.Core.Evaluation;

/// <summary>A class on which the student lags behind, and how much training data would help.</summary>
/// <param name="Label">The class.</param>
/// <param name="F1">The student's F1 on it.</param>
/// <param name="Support">Samples of it in the test set.</param>
/// <param name="ExtraSamples">Training samples of it to add in the next round.</param>
public sealed record WeakSlice(string Label, double F1, long Support, long ExtraSamples);
