namespace Distill.Core.Filtering.Conditions;

/// <summary>True when a field equals one of the values.</summary>
/// <param name="Field">The field.</param>
/// <param name="Values">At least one; types may be mixed.</param>
public sealed record InList(FilterField Field, IReadOnlyList<FilterLiteral> Values) : FilterCondition;
