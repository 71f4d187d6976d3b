namespace Distill.Core.Reporting;

/// <summary>A model's answer to an example.</summary>
/// <param name="Model">The model's name in the comparison.</param>
/// <param name="Text">The answer.</param>
/// <param name="Value">The value read from it, or null.</param>
/// <param name="Right">Whether it is right; null when it was judged by score or not at all.</param>
/// <param name="Score">The judge's score; null when it was not judged.</param>
public sealed record ExampleAnswer(string Model, string Text, string? Value = null, bool? Right = null, double? Score = null);
