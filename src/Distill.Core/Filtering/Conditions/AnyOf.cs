namespace Distill.Core.Filtering.Conditions;

/// <summary>True when at least one part is.</summary>
/// <param name="Parts">At least two.</param>
public sealed record AnyOf(IReadOnlyList<FilterCondition> Parts) : FilterCondition;
