namespace Distill.Core.Annotation;

/// <summary>What came of an action: the task after it, or why it is not possible.</summary>
/// <param name="Task">The task; the one given, the same instance, when nothing changes.</param>
/// <param name="Refusal">Why not; null when it was done.</param>
public readonly record struct AnnotationTransition(AnnotationTask Task, AnnotationRefusal? Refusal = null);
