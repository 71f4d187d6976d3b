namespace Distill.Core.Dedup;

/// <summary>What the prompts of a dataset have in common at their beginning and end. Immutable and thread-safe.</summary>
/// <param name="Prefix">Common beginning, may be empty.</param>
/// <param name="Suffix">Common end, may be empty.</param>
public sealed record PromptTemplate(string Prefix, string Suffix)
{
    /// <summary>Nothing in common.</summary>
    public static PromptTemplate None { get; } = new("", "");

    /// <summary>The part of a prompt that varies; the whole prompt when it does not follow the template, or nothing of it varies.</summary>
    public string VaryingPart(string prompt)
    {
        var start = prompt.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix.Length : 0;
        var end = prompt.EndsWith(Suffix, StringComparison.Ordinal) ? prompt.Length - Suffix.Length : prompt.Length;
        return end > start ? prompt[start..end] : prompt;
    }
}
