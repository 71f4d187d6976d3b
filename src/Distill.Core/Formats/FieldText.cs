namespace Distill.Core.Formats;

/// <summary>The text of a field, or that there is none.</summary>
/// <param name="Value">The text; null when the field is absent or null.</param>
/// <param name="IsText">False for a list or an object, which cannot stand as text.</param>
internal readonly record struct FieldText(string? Value, bool IsText = true);
