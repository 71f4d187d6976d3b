namespace Distill.Core.Evaluation.Gates;

/// <summary>A gate's decision with everything that led to it.</summary>
public sealed record GateDecision
{
    /// <summary>What follows.</summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>The decision in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>What it is about; null in decisions that name it for people only, on which no rollout can rest.</summary>
    public GateSubject? Subject { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The rule it was taken by.</summary>
    public required GateRule Rule { get; init; }

    /// <summary>The evidence it was taken on.</summary>
    public required GateEvidence Evidence { get; init; }

    /// <summary>The rule's conditions, in the order examined.</summary>
    public required IReadOnlyList<GateCheck> Checks { get; init; }
}
