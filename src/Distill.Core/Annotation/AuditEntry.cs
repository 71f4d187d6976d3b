namespace Distill.Core.Annotation;

/// <summary>One change of a task. The trail is only ever added to.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Number">Counts the task's changes from 1.</param>
/// <param name="Time">When.</param>
/// <param name="By">Who.</param>
/// <param name="Action">What: the name of an <see cref="AnnotationAction"/>.</param>
/// <param name="Before">State before.</param>
/// <param name="After">State after.</param>
/// <param name="Added">The decision that came, or counts now; null when none did.</param>
/// <param name="Removed">The decision that was taken back, or null.</param>
public sealed record AuditEntry(
    string TaskId,
    int Number,
    DateTimeOffset Time,
    string By,
    string Action,
    AnnotationState Before,
    AnnotationState After,
    AnnotationDecision? Added = null,
    AnnotationDecision? Removed = null
)
{
    /// <summary>The entry of a change.</summary>
    public static AuditEntry Of(AnnotationTask before, AnnotationTask after, AnnotationAction action)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(action);
        var added =
            after.Decisions.Count > before.Decisions.Count ? after.Decisions[^1]
            : before.Outcome is null ? after.Outcome
            : null;
        var removed = after.Decisions.Count < before.Decisions.Count ? before.Decisions[^1] : null;
        return new AuditEntry(after.Id, after.Changes, after.UpdatedAt, action.By, action.Name, before.State, after.State, added, removed);
    }
}
