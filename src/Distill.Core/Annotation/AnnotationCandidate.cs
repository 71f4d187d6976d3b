namespace Distill.Core.Annotation;

/// <summary>An answer that a person may approve.</summary>
/// <param name="Source">Who wrote it.</param>
/// <param name="Text">The answer.</param>
/// <param name="Model">The model that did; null for a user.</param>
/// <param name="Score">The judge's score on its scale (1 to 5 by default, higher is better); null when it was not judged.</param>
/// <param name="Reason">The judge's reason, or why there is no score.</param>
public sealed record AnnotationCandidate(
    CandidateSource Source,
    string Text,
    string? Model = null,
    double? Score = null,
    string? Reason = null
);
