namespace Distill.Cli.Failures;

/// <summary>One thing that is wrong.</summary>
/// <param name="Message">What happened.</param>
/// <param name="Where">File, line and field, or address; null when the message says it.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Problem(string Message, string? Where = null, string? Remedy = null);
