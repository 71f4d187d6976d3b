namespace Distill.Core.Sampling;

/// <summary>What came of a sampling.</summary>
/// <param name="Read">Records offered.</param>
/// <param name="Matched">Records that the selection means.</param>
/// <param name="Taken">Records in the sample.</param>
/// <param name="Missed">Records not in it, by reason; reasons that did not occur are absent.</param>
/// <param name="Strata">The strata by name; empty without.</param>
public sealed record SamplingStatistics(
    long Read,
    long Matched,
    long Taken,
    IReadOnlyDictionary<SamplingMiss, long> Missed,
    IReadOnlyList<StratumCount> Strata
);
