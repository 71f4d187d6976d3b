namespace Distill.Core.Annotation;

/// <summary>A sample that a person is to decide on. Immutable; every change is one of <see cref="AnnotationMachine"/>.</summary>
public sealed record AnnotationTask
{
    /// <summary>Id, unique in the project: see <see cref="AnnotationTaskId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>Id of the annotation round that made it; empty when it was added by hand.</summary>
    public string Round { get; init; } = "";

    /// <summary>Id of the sample.</summary>
    public required string SampleId { get; init; }

    /// <summary>The dataset that the sample is a row of, or null.</summary>
    public string? Dataset { get; init; }

    /// <summary>Id of the logged request, or null.</summary>
    public string? Asid { get; init; }

    /// <summary>Where it stands.</summary>
    public AnnotationState State { get; init; }

    /// <summary>Conversation and candidates; <see cref="AnnotationContent.None"/> when the task was listed without them.</summary>
    public AnnotationContent Content { get; init; } = AnnotationContent.None;

    /// <summary>Index of the best draft among the candidates, and its score; null without one.</summary>
    public int? Draft { get; init; }

    /// <summary>How many people decide independently: 1 or 2.</summary>
    public int Required { get; init; } = 1;

    /// <summary>The decisions, oldest first; an adjudication is the last.</summary>
    public IReadOnlyList<AnnotationDecision> Decisions { get; init; } = [];

    /// <summary>The decision that counts; null until the task has ended.</summary>
    public AnnotationDecision? Outcome { get; init; }

    /// <summary>Who has it on lease.</summary>
    public AnnotationLease? Lease { get; init; }

    /// <summary>Those who have passed it on; it is not offered to them again.</summary>
    public IReadOnlyList<string> SkippedBy { get; init; } = [];

    /// <summary>When its time is up, and what then.</summary>
    public DeadlineRule Deadline { get; init; } = DeadlineRule.None;

    /// <summary>The round or dataset that has used the outcome; from then on it cannot be undone.</summary>
    public string? ConsumedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many changes it has seen; numbers its audit trail.</summary>
    public int Changes { get; init; }

    /// <summary>True when it has ended.</summary>
    public bool IsFinal => State >= AnnotationState.Approved;

    /// <summary>True when those who had to decide disagree: a third person settles it.</summary>
    public bool NeedsAdjudication => !IsFinal && Decisions.Count >= Math.Max(2, Required);

    /// <summary>What it waits for.</summary>
    public AnnotationWait WaitsFor() =>
        IsFinal ? AnnotationWait.None
        : NeedsAdjudication ? AnnotationWait.Settlement
        : Decisions.Count > 0 ? AnnotationWait.Second
        : AnnotationWait.First;

    /// <summary>The person whom a task that waits for a second decision is not for; empty for other tasks.</summary>
    public string NotFor() => WaitsFor() == AnnotationWait.Second ? Decisions[0].By : "";

    /// <summary>The answer that came of it; null when it has none, or was listed without its content.</summary>
    public string? Answer =>
        Outcome?.Choice switch
        {
            { Verdict: AnnotationVerdict.Rewrite, Text: var text } => text,
            { Verdict: AnnotationVerdict.Approve, Candidate: { } index } when index < Content.Candidates.Count => Content
                .Candidates[index]
                .Text,
            _ => null,
        };
}
