namespace Distill.Core.Runs.Specs;

/// <summary>Which columns or JSON paths make a sample.</summary>
public sealed record MappingSpec
{
    /// <summary>Column or path of the prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>The user turn with <c>{column}</c> for a value of the row; null takes <see cref="Prompt"/> as it is.</summary>
    public string? PromptTemplate { get; init; }

    /// <summary>Column or path of the system instruction; null is none.</summary>
    public string? System { get; init; }

    /// <summary>Column or path of a known answer; null is none.</summary>
    public string? Response { get; init; }

    /// <summary>Column or path of the id; null derives it from the content.</summary>
    public string? Id { get; init; }

    /// <summary>Column or path by label name.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Column or path by meta name; null keeps every field that is not mapped otherwise.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>True replaces line breaks in prompt and response by a space.</summary>
    public bool NewlineToSpace { get; init; }
}
