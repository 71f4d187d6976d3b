namespace Distill.Orchestrations.Augmenting;

/// <summary>Names the augmentation of a round.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="Spent">Money paid for it so far.</param>
public sealed record AugmentationStep(string RunId, int Round, decimal Spent = 0);
