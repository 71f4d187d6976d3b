namespace Distill.Core.Annotation;

/// <summary>Which tasks of a project are listed. What is null does not matter.</summary>
public sealed record TaskQuery
{
    /// <summary>All tasks, without their content.</summary>
    public static TaskQuery All { get; } = new();

    /// <summary>In this state.</summary>
    public AnnotationState? State { get; init; }

    /// <summary>Of this round.</summary>
    public string? Round { get; init; }

    /// <summary>Held or decided by this person.</summary>
    public string? Annotator { get; init; }

    /// <summary>Only tasks after this id: the last one of the page before.</summary>
    public string? After { get; init; }

    /// <summary>True to read conversation and candidates too.</summary>
    public bool WithContent { get; init; }

    /// <summary>True when a task is asked for.</summary>
    public bool Matches(AnnotationTask task) =>
        (State is null || task.State == State)
        && (After is null || string.CompareOrdinal(task.Id, After) > 0)
        && (Round is null || task.Round == Round)
        && (Annotator is null || task.Lease?.Annotator == Annotator || task.Decisions.Any(decision => decision.By == Annotator));
}
