using Distill.Core.Normalization;
using Distill.Core.Samples;

namespace Distill.Core.Dedup;

/// <summary>The key (<see cref="TextKey"/>) of the parts of a sample by which it is compared.</summary>
/// <remarks>
/// Each thread remembers the key of the sample it folded last: deduplicators that follow one another ask for the same one. Samples are immutable, so a key
/// never grows old.
/// </remarks>
internal static class FoldedSample
{
    [ThreadStatic]
    private static Memory? last;

    /// <summary>The key; valid until the thread asks for the next.</summary>
    public static ReadOnlySpan<char> Of(Sample sample, DedupPart part)
    {
        var memory = last ??= new Memory();
        if (!ReferenceEquals(memory.Sample, sample) || memory.Part != part)
        {
            Fold(memory.Folder.Clear(), sample, part);
            (memory.Sample, memory.Part) = (sample, part);
        }

        return memory.Folder.Key;
    }

    private static void Fold(TextFolder folder, Sample sample, DedupPart part)
    {
        if (part != DedupPart.Answer)
        {
            FoldPrompt(folder, sample.Messages, sample.Messages.Count - (sample.Answer is null ? 0 : 1));
        }

        if (part != DedupPart.Prompt)
        {
            folder.Append("\n").Append(TaughtAnswer.Of(sample));
        }
    }

    // As PromptText writes it.
    private static void FoldPrompt(TextFolder folder, IReadOnlyList<Message> messages, int count)
    {
        if (count == 1 && messages[0].Role == MessageRoles.User)
        {
            folder.Append(messages[0].Content);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            folder.Append(i == 0 ? "" : "\n").Append(messages[i].Role).Append(": ").Append(messages[i].Content);
        }
    }

    private sealed class Memory
    {
        public TextFolder Folder { get; } = new();

        public Sample? Sample { get; set; }

        public DedupPart Part { get; set; }
    }
}
