namespace Distill.Cli.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Check">What was checked.</param>
/// <param name="State">What it found.</param>
/// <param name="Finding">The fact, in a few words.</param>
/// <param name="Remedy">What to do, when something is to be done.</param>
internal sealed record CheckResult(string Check, CheckState State, string Finding, string? Remedy = null);
