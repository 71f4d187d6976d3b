namespace Distill.Core.Filtering.Conditions;

/// <summary>True when all parts are.</summary>
/// <param name="Parts">At least two.</param>
public sealed record AllOf(IReadOnlyList<FilterCondition> Parts) : FilterCondition;
