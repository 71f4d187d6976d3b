namespace Distill.Core.Annotation;

/// <summary>Where an annotation task stands. <see cref="AnnotationMachine"/> is the only place that changes it.</summary>
public enum AnnotationState
{
    /// <summary>Waits for a person, or for the teacher's drafts; it has no draft yet.</summary>
    Queued,

    /// <summary>Waits for a person, with a draft of the teacher.</summary>
    Drafted,

    /// <summary>A person has it on lease.</summary>
    Assigned,

    /// <summary>Ended: one of the candidates is the answer.</summary>
    Approved,

    /// <summary>Ended: a person wrote the answer.</summary>
    Rewritten,

    /// <summary>Ended: no answer is wanted of it.</summary>
    Rejected,

    /// <summary>Ended: nobody decided in time, and the policy dropped it.</summary>
    Expired,
}
