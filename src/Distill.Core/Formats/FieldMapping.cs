namespace Distill.Core.Formats;

/// <summary>Which columns, or JSON paths, become which part of a sample.</summary>
/// <remarks>
/// In CSV and TSV a field is named by its header. In JSON it is a path from the record: <c>request.body.prompt</c>, <c>choices[0].message.content</c>; a
/// leading <c>$.</c> is allowed. Names are case-sensitive.
/// </remarks>
public sealed record FieldMapping
{
    /// <summary>Field of the user's turn. Either this or <see cref="Template"/> is needed.</summary>
    public string? Prompt { get; init; }

    /// <summary>Text of the user's turn with fields in braces, for example <c>Classify the mood of: {sentence}</c>. Overrides <see cref="Prompt"/>.</summary>
    /// <remarks>Only braces around a field name count; <c>{{name}}</c> writes <c>{name}</c>; JSON in the text needs no escaping.</remarks>
    public string? Template { get; init; }

    /// <summary>Field of the assistant's turn; null, or an empty field, makes a sample without an answer: a prompt to be asked.</summary>
    public string? Response { get; init; }

    /// <summary>Field of the system instruction.</summary>
    public string? System { get; init; }

    /// <summary>Field of the id; null derives a stable id from content and line.</summary>
    public string? Id { get; init; }

    /// <summary>Field by name of the label.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Field by name under <c>meta</c>; null keeps every field that is not mapped otherwise, an empty map keeps none.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>True: line breaks within prompt, response and system become one space each. Default false.</summary>
    public bool NewlineToSpace { get; init; }
}
