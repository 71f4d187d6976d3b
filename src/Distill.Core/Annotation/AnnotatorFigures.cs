namespace Distill.Core.Annotation;

/// <summary>What one person has done in a project.</summary>
/// <param name="Annotator">The person.</param>
/// <param name="Approved">Decisions for a candidate.</param>
/// <param name="Rewritten">Answers of their own.</param>
/// <param name="Rejected">Samples rejected.</param>
/// <param name="Skipped">Tasks passed on.</param>
/// <param name="Adjudicated">Disagreements settled; counted above as well.</param>
/// <param name="Overruled">Decisions that were not the outcome.</param>
public sealed record AnnotatorFigures(
    string Annotator,
    long Approved,
    long Rewritten,
    long Rejected,
    long Skipped,
    long Adjudicated,
    long Overruled
);
