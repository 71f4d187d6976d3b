namespace Distill.Core.Annotation;

/// <summary>A decision as a person gives it.</summary>
/// <param name="Verdict">What is decided.</param>
/// <param name="Candidate">For an approval: index of the candidate, from 0.</param>
/// <param name="Text">For a rewrite: the answer.</param>
/// <param name="Reason">Why; required for a rejection.</param>
public sealed record AnnotationChoice(AnnotationVerdict Verdict, int? Candidate = null, string? Text = null, string? Reason = null)
{
    /// <summary>Approves a candidate.</summary>
    public static AnnotationChoice Approve(int candidate) => new(AnnotationVerdict.Approve, candidate);

    /// <summary>Gives an answer of one's own.</summary>
    public static AnnotationChoice Rewrite(string text) => new(AnnotationVerdict.Rewrite, Text: text);

    /// <summary>Rejects the sample.</summary>
    public static AnnotationChoice Reject(string reason) => new(AnnotationVerdict.Reject, Reason: reason);

    /// <summary>What is wrong with it for a task of so many candidates, or null.</summary>
    public string? Fault(int candidates) =>
        Verdict switch
        {
            AnnotationVerdict.Approve when Candidate is not { } index || index < 0 || index >= candidates => candidates == 0
                ? "There is no candidate to approve; rewrite or reject."
                : $"'candidate' must be from 0 to {candidates - 1}.",
            AnnotationVerdict.Rewrite when string.IsNullOrWhiteSpace(Text) => "'text' must hold the rewritten answer.",
            AnnotationVerdict.Reject when string.IsNullOrWhiteSpace(Reason) => "'reason' must say why.",
            _ => null,
        };
}
