namespace Distill.Orchestrations.Distilling;

/// <summary>Names a run; all else is read from its blobs.</summary>
/// <param name="RunId">The run's id.</param>
public sealed record RunReference(string RunId);
