namespace Distill.Core.Filtering.Conditions;

/// <summary>True when a field is a text in which the pattern is found: <c>matches /pattern/i</c>.</summary>
/// <param name="Field">The field.</param>
/// <param name="Pattern">The pattern.</param>
public sealed record PatternMatch(FilterField Field, FilterPattern Pattern) : FilterCondition;
