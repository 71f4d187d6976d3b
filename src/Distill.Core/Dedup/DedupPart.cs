namespace Distill.Core.Dedup;

/// <summary>The part of a sample by which duplicates are found.</summary>
internal enum DedupPart
{
    /// <summary>The turns before the answer.</summary>
    Prompt,

    /// <summary>All turns.</summary>
    PromptAndAnswer,

    /// <summary>The answer.</summary>
    Answer,
}
