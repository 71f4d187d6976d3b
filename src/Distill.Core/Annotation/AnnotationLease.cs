namespace Distill.Core.Annotation;

/// <summary>A person's time-limited hold of a task.</summary>
/// <param name="Id">Names the hold: whoever renews or decides shows it.</param>
/// <param name="Annotator">The person.</param>
/// <param name="ExpiresAt">From here on another person may take the task; until one does, the holder may go on.</param>
public sealed record AnnotationLease(string Id, string Annotator, DateTimeOffset ExpiresAt)
{
    /// <summary>True while nobody else may take the task.</summary>
    public bool IsLive(DateTimeOffset now) => ExpiresAt > now;
}
