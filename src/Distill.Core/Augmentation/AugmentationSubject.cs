using Distill.Core.Dedup;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>
/// The part of a sample that is rewritten: its last user turn without what all prompts have in common. Instructions, output formats, system turns and
/// earlier turns stay word for word, so a new prompt asks for the same thing in the same form. Immutable and thread-safe.
/// </summary>
/// <param name="template">What the last user turns have in common, as found character by character.</param>
public sealed class AugmentationSubject(PromptTemplate template)
{
    /// <summary>What the last user turns have in common, in whole lines and headings: texts that all end in a full stop still own it.</summary>
    public PromptTemplate Template { get; } = new(HeadOf(template.Prefix), TailOf(template.Suffix));

    /// <summary>The last user turn of a prompt; null when it has none.</summary>
    public static string? TurnOf(Sample sample) => sample.Prompt.LastOrDefault(turn => turn.Role == MessageRoles.User)?.Content;

    /// <summary>The text that is rewritten; null when there is nothing to rewrite.</summary>
    public string? TextOf(Sample sample)
    {
        var text = TurnOf(sample) is { } turn ? Template.VaryingPart(turn).Trim() : null;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The prompt of a seed with another text in the place of its own.</summary>
    /// <exception cref="ArgumentException">The seed has no user turn.</exception>
    public IReadOnlyList<Message> PromptWith(Sample seed, string text)
    {
        var prompt = seed.Prompt.ToList();
        var index = prompt.FindLastIndex(turn => turn.Role == MessageRoles.User);
        if (index < 0)
        {
            throw new ArgumentException($"Sample '{seed.Id}' has no user turn.", nameof(seed));
        }

        var turn = prompt[index].Content;
        var own = Template.VaryingPart(turn);
        var trimmed = own.Trim();
        var start = turn.IndexOf(own, Math.Min(Template.Prefix.Length, turn.Length - own.Length), StringComparison.Ordinal);
        start += own.IndexOf(trimmed, StringComparison.Ordinal);
        prompt[index] = Message.User(turn[..start] + text + turn[(start + trimmed.Length)..]);
        return prompt;
    }

    private static string HeadOf(string prefix) => prefix[..(prefix.AsSpan().LastIndexOfAny('\n', ':', '：') + 1)];

    private static string TailOf(string suffix) =>
        suffix.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var line ? suffix[line..] : "";
}
