namespace Distill.Core.Sampling;

/// <summary>What came of a stratum.</summary>
/// <param name="Name">Its value.</param>
/// <param name="Matched">Records that matched.</param>
/// <param name="Taken">Records taken.</param>
/// <param name="Asked">Records asked for by name; null when a count was shared.</param>
public sealed record StratumCount(string Name, long Matched, long Taken, int? Asked);
