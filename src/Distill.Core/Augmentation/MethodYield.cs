namespace Distill.Core.Augmentation;

/// <summary>What a method brought.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Calls">Calls for new texts.</param>
/// <param name="Texts">Texts that the answers held.</param>
/// <param name="Kept">Rows that are learned from.</param>
public sealed record MethodYield(string Method, long Calls, long Texts, long Kept);
