namespace Distill.Core.Evaluation.Text;

/// <summary>One field of a JSON answer against what was expected.</summary>
/// <param name="Path">Names and array positions, joined by dots: <c>items.0.name</c>.</param>
/// <param name="Expected">The expected value as JSON; null for a field that was not expected.</param>
/// <param name="Answered">The answered value as JSON; null when missing.</param>
/// <param name="Matches">True when both are equal: numbers by value, texts but for white space at the ends.</param>
public sealed record JsonFieldResult(string Path, string? Expected, string? Answered, bool Matches);
