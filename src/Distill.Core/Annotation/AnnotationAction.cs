namespace Distill.Core.Annotation;

/// <summary>Something that may happen to a task.</summary>
/// <param name="By">Who does it; part of the audit trail.</param>
public abstract record AnnotationAction(string By)
{
    /// <summary>Name in the audit trail.</summary>
    public string Name => GetType().Name.ToLowerInvariant();

    /// <summary>The teacher's drafts have come: they replace the candidates.</summary>
    public sealed record Draft(IReadOnlyList<AnnotationCandidate> Candidates, string By) : AnnotationAction(By);

    /// <summary>A person takes the task.</summary>
    /// <param name="LeaseId">A new name for the hold.</param>
    /// <param name="Duration">How long it holds.</param>
    /// <param name="Adjudicate">True to settle a disagreement.</param>
    /// <param name="By">The person.</param>
    public sealed record Assign(string LeaseId, TimeSpan Duration, bool Adjudicate, string By) : AnnotationAction(By);

    /// <summary>The holder needs more time.</summary>
    public sealed record Renew(string LeaseId, TimeSpan Duration, string By) : AnnotationAction(By);

    /// <summary>The holder gives the task back and does not want it again.</summary>
    public sealed record Skip(string LeaseId, string By) : AnnotationAction(By);

    /// <summary>The holder gives the task back.</summary>
    public sealed record Release(string LeaseId, string By) : AnnotationAction(By);

    /// <summary>Somebody in charge takes the task from its holder.</summary>
    public sealed record Unassign(string By) : AnnotationAction(By);

    /// <summary>The lease has run out.</summary>
    public sealed record EndLease(string By) : AnnotationAction(By);

    /// <summary>The holder decides.</summary>
    public sealed record Decide(string LeaseId, AnnotationChoice Choice, int Guidelines, string By) : AnnotationAction(By);

    /// <summary>A person takes back the last decision, which is their own.</summary>
    public sealed record Undo(string By) : AnnotationAction(By);

    /// <summary>The deadline has come: the task's rule is carried out.</summary>
    /// <param name="By">Who says so.</param>
    /// <param name="Certainly">True when a round's timer has fired: its clock decides, and another machine's may be a little behind.</param>
    public sealed record MeetDeadline(string By, bool Certainly = false) : AnnotationAction(By);

    /// <summary>The outcome goes into datasets.</summary>
    public sealed record Consume(string Consumer, string By) : AnnotationAction(By);
}
