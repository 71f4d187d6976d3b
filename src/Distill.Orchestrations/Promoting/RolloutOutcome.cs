using Distill.Core.Promotion;

namespace Distill.Orchestrations.Promoting;

/// <summary>How a rollout ended.</summary>
/// <param name="State">Where it stands: promoted, rolled back or declined.</param>
/// <param name="Summary">Why, in a sentence.</param>
public sealed record RolloutOutcome(RolloutState State, string Summary);
