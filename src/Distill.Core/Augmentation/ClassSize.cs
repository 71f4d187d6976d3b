namespace Distill.Core.Augmentation;

/// <summary>A class as a survey found it.</summary>
/// <param name="Label">The class; empty for rows without one.</param>
/// <param name="Rows">Its rows with a text to rewrite.</param>
/// <param name="TextTokens">Mean tokens of such a text.</param>
/// <param name="PromptTokens">Mean tokens of a whole prompt.</param>
/// <param name="AnswerTokens">Mean tokens of an answer.</param>
public sealed record ClassSize(string Label, long Rows, double TextTokens, double PromptTokens, double AnswerTokens);
