using Distill.Core.Promotion;

namespace Distill.Orchestrations.Promoting;

/// <summary>Something that is to happen to a rollout.</summary>
/// <param name="RolloutId">The rollout.</param>
/// <param name="What">What.</param>
/// <param name="Position">For an advance: index of the step, or the number of steps for the end.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RolloutMove(string RolloutId, RolloutEvent What, int Position, string By, string Reason);
