using Distill.Core.Storage;

namespace Distill.Core.Annotation;

/// <summary>What came of a request to the <see cref="AnnotationDesk"/>.</summary>
/// <param name="Task">The task as it is now; null when there is none.</param>
/// <param name="Refusal">Why it was not done; null when it was.</param>
public sealed record DeskAnswer(Versioned<AnnotationTask>? Task, AnnotationRefusal? Refusal = null);
