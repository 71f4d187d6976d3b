namespace Distill.Orchestrations.Distilling;

/// <summary>Names a round of a run.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="Round">The round, from 1.</param>
public sealed record RoundReference(string RunId, int Round);
