namespace Distill.Core.Annotation;

/// <summary>A decision on a task.</summary>
public sealed record AnnotationDecision
{
    /// <summary>Stands for a person in <see cref="By"/> where the deadline's policy decided.</summary>
    public const string Policy = "policy:deadline";

    /// <summary>What was decided.</summary>
    public required AnnotationChoice Choice { get; init; }

    /// <summary>Who decided.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The lease it was given under: a decision that is sent again is known by it.</summary>
    public string? LeaseId { get; init; }

    /// <summary>Version of the guidelines that held.</summary>
    public int Guidelines { get; init; }

    /// <summary>True when it settles a disagreement.</summary>
    public bool Adjudicates { get; init; }
}
