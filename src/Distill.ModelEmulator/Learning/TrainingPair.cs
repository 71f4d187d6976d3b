namespace Distill.ModelEmulator.Learning;

/// <summary>What is learned: to this prompt, this answer; in preference training, rather than another one.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Answer">The answer wanted.</param>
/// <param name="Rejected">The answer to keep from; null in supervised training.</param>
internal readonly record struct TrainingPair(string Prompt, string Answer, string? Rejected = null);
