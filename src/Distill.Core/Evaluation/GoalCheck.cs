namespace Distill.Core.Evaluation;

/// <summary>One part of the goal against what was measured.</summary>
/// <param name="Name"><c>quality</c>, <c>speed</c> or <c>cost</c>.</param>
/// <param name="Measured">The measured ratio to the teacher; null when it could not be measured, which does not meet the goal.</param>
/// <param name="Target">The ratio asked for.</param>
/// <param name="Met">True when the measured ratio is at least (cost: at most) the target.</param>
public sealed record GoalCheck(string Name, double? Measured, double Target, bool Met);
