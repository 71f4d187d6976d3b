namespace Distill.Core.Filtering.Conditions;

/// <summary>True when a field lies between two values of one type, both included.</summary>
/// <param name="Field">The field.</param>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
public sealed record Between(FilterField Field, FilterLiteral Low, FilterLiteral High) : FilterCondition;
