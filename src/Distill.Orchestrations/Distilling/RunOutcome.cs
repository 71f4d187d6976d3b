namespace Distill.Orchestrations.Distilling;

/// <summary>What a completed run says of itself.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="GoalMet">True when a student met the goal.</param>
/// <param name="Student">The best student, or null.</param>
/// <param name="Summary">The decision in a sentence or two.</param>
public sealed record RunOutcome(string RunId, bool GoalMet, string? Student, string Summary);
