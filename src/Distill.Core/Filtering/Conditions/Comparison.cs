namespace Distill.Core.Filtering.Conditions;

/// <summary>Compares a field with a value. A missing field, or one of another type, equals nothing and is neither below nor above anything.</summary>
/// <param name="Field">The field.</param>
/// <param name="Operator">How.</param>
/// <param name="Value">With what.</param>
public sealed record Comparison(FilterField Field, ComparisonOperator Operator, FilterLiteral Value) : FilterCondition;
