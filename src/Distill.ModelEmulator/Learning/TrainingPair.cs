namespace Distill.ModelEmulator.Learning;

/// <summary>What is learned: to this prompt, this answer.</summary>
internal readonly record struct TrainingPair(string Prompt, string Answer);
