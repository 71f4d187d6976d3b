namespace Distill.Core.Filtering.Conditions;

/// <summary>True when the part is not.</summary>
/// <param name="Part">What is denied.</param>
public sealed record Negation(FilterCondition Part) : FilterCondition;
