using Distill.Core.Samples;

namespace Distill.Core.Judging.Asking;

/// <summary>What a judge is shown of one sample.</summary>
public sealed record JudgeItem
{
    /// <summary>The sample; unique among the items of a batch.</summary>
    public required string Id { get; init; }

    /// <summary>The turns before the answer; a single user turn, or a conversation.</summary>
    public required IReadOnlyList<Message> Prompt { get; init; }

    /// <summary>The answer that is judged.</summary>
    public required string Candidate { get; init; }

    /// <summary>The answer it is compared with; null when there is none.</summary>
    public string? Baseline { get; init; }

    /// <summary>What a good answer is; null when there is none, or when the judge must not see it.</summary>
    public string? Reference { get; init; }
}
