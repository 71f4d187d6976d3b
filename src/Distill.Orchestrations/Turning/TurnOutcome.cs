using Distill.Core.Flywheel.Turning;

namespace Distill.Orchestrations.Turning;

/// <summary>What came of a turn.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Summary">Why, in a sentence or two.</param>
/// <param name="Challenger">The model that was trained; null when there was none.</param>
public sealed record TurnOutcome(TurnEnd End, string Summary, string? Challenger);
