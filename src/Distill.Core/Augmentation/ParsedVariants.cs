namespace Distill.Core.Augmentation;

/// <summary>The texts of an answer.</summary>
/// <param name="Texts">The texts, trimmed, none empty.</param>
/// <param name="Reason">Why there are none: <c>refusal</c>, <c>empty_answer</c>, <c>no_list</c>; null when there are some.</param>
public sealed record ParsedVariants(IReadOnlyList<string> Texts, string? Reason);
