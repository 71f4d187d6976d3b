namespace Distill.Activities.Measuring;

/// <summary>An answer with the value read from it.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Value">The value; null when it has none.</param>
internal sealed record GivenAnswer(string Text, string? Value);
