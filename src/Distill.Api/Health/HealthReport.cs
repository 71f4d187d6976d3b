namespace Distill.Api.Health;

/// <summary>Answer of a health probe.</summary>
/// <param name="Status"><c>live</c>; <c>ready</c>; or <c>degraded</c>: ready, but a model does not answer.</param>
/// <param name="Checks">What was looked at: <c>blobs</c>, <c>state</c>, <c>engine</c>, and each model as <c>model:NAME</c>, or all as <c>models</c> for callers without a role that may look.</param>
public sealed record HealthReport(string Status, IReadOnlyList<HealthCheckResult> Checks);
