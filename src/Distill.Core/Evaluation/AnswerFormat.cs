namespace Distill.Core.Evaluation;

/// <summary>How a value is read from an answer, as the spec says it.</summary>
public sealed record AnswerFormat
{
    /// <summary><c>exact</c> (the trimmed answer), <c>json</c> (a field of a JSON object), <c>regex</c> or <c>label</c> (one of <see cref="Labels"/> in the text). Default <c>exact</c>.</summary>
    public string Kind { get; init; } = "exact";

    /// <summary>For <c>json</c>: path of the field, names separated by dots, array positions as numbers: <c>data</c>, <c>result.items.0.label</c>. Required there.</summary>
    public string? Field { get; init; }

    /// <summary>For <c>regex</c>: the pattern; the value is group <c>value</c>, else group 1, else the whole match. Required there.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values allowed; any other is invalid. Empty allows all. Required for <c>label</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
