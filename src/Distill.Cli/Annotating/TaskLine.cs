namespace Distill.Cli.Annotating;

/// <summary>A line of a task as it is shown.</summary>
/// <param name="Text">The text, without control codes, no wider than the terminal.</param>
/// <param name="Colour">Its colour; empty for the terminal's own.</param>
internal sealed record TaskLine(string Text, string Colour = "");
