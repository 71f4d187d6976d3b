namespace Distill.Cli.Demo.Flywheel;

/// <summary>What a user asks about.</summary>
/// <param name="Text">The announcement.</param>
/// <param name="Wanted">The answer that the user would like: the hidden preference. No request carries it.</param>
internal sealed record DemoMessage(string Text, string Wanted);
