namespace Distill.Orchestrations.Promoting;

/// <summary>A look that is to be taken.</summary>
/// <param name="RolloutId">The rollout.</param>
/// <param name="Number">Number of the look in the rollout, from 1.</param>
public sealed record RolloutLookInput(string RolloutId, int Number);
