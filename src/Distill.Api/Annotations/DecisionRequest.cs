using Distill.Core.Annotation;

namespace Distill.Api.Annotations;

/// <summary>A decision on a task.</summary>
/// <param name="LeaseId">Id of the lease.</param>
/// <param name="Verdict">What is decided.</param>
/// <param name="Candidate">For an approval: index of the candidate, from 0.</param>
/// <param name="Text">For a rewrite: the answer.</param>
/// <param name="Reason">Why; required for a rejection.</param>
public sealed record DecisionRequest(
    string LeaseId,
    AnnotationVerdict Verdict,
    int? Candidate = null,
    string? Text = null,
    string? Reason = null
);
