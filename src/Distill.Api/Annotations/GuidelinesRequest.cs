namespace Distill.Api.Annotations;

/// <summary>A new version of guidelines.</summary>
/// <param name="Text">Markdown.</param>
public sealed record GuidelinesRequest(string Text);
