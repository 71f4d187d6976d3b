namespace Distill.Core.Filtering.Conditions;

/// <summary>True when a field is a text with this part in this place; case counts.</summary>
/// <param name="Field">The field.</param>
/// <param name="Place">Where.</param>
/// <param name="Text">The part.</param>
public sealed record TextMatch(FilterField Field, TextPlace Place, string Text) : FilterCondition;
