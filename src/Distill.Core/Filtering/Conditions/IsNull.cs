namespace Distill.Core.Filtering.Conditions;

/// <summary>True when a field is missing or null.</summary>
/// <param name="Field">The field.</param>
public sealed record IsNull(FilterField Field) : FilterCondition;
