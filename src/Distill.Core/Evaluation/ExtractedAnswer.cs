namespace Distill.Core.Evaluation;

/// <summary>The value of an answer, or why it has none.</summary>
/// <param name="Value">The value; null when invalid.</param>
/// <param name="Reason">Null when valid, else <c>empty_answer</c>, <c>no_json</c>, <c>field_missing</c>, <c>field_not_a_value</c>, <c>no_match</c>, <c>regex_timeout</c>, <c>no_label</c>, <c>several_labels</c> or <c>value_not_allowed</c>.</param>
public sealed record ExtractedAnswer(string? Value, string? Reason)
{
    /// <summary>True when there is a value.</summary>
    public bool IsValid => Value is not null;

    /// <summary>A value.</summary>
    public static ExtractedAnswer Of(string value) => new(value, null);

    /// <summary>No value.</summary>
    public static ExtractedAnswer Invalid(string reason) => new(null, reason);
}
