namespace Distill.Cli.CommandLine;

/// <summary>A command line that the help shows, with what it does.</summary>
/// <param name="CommandLine">As typed, from <c>distill</c> on.</param>
/// <param name="Purpose">What it does, in a few words.</param>
internal sealed record Example(string CommandLine, string Purpose);
