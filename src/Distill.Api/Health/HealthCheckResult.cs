namespace Distill.Api.Health;

/// <summary>Whether a part of the app answers.</summary>
/// <param name="Name">The part.</param>
/// <param name="Ok">True when it does.</param>
public sealed record HealthCheckResult(string Name, bool Ok);
