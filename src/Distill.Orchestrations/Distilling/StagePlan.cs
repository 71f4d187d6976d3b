using Distill.Core.Models;

namespace Distill.Orchestrations.Distilling;

/// <summary>What the stages of a run that ask models have to keep.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Models">The models by name.</param>
/// <param name="InFlight">Shards at work at the same time.</param>
/// <param name="Budget">Money that the run may spend; null is no limit.</param>
/// <param name="Deadline">Longest time the run may take; null is no limit.</param>
internal sealed record StagePlan(
    string RunId,
    IReadOnlyDictionary<string, ModelEntry> Models,
    int InFlight,
    decimal? Budget,
    TimeSpan? Deadline
);
