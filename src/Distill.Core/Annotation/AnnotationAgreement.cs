using Distill.Core.Normalization;

namespace Distill.Core.Annotation;

/// <summary>How far people who decided independently agree. Pure.</summary>
public static class AnnotationAgreement
{
    /// <summary>True for the same verdict on the same candidate, or with the same text but for case, width and white space.</summary>
    public static bool Agree(AnnotationChoice left, AnnotationChoice right) =>
        left.Verdict == right.Verdict
        && left.Verdict switch
        {
            AnnotationVerdict.Approve => left.Candidate == right.Candidate,
            AnnotationVerdict.Rewrite => TextKey.Of(left.Text!) == TextKey.Of(right.Text!),
            _ => true,
        };

    /// <summary>What the first two people said of a task, as categories; null when no two have decided.</summary>
    /// <remarks>
    /// The categories are each candidate approved, rewritten, and rejected: two rewrites count as agreement whatever they say. With more than two people the two
    /// raters are the first and the second, so Cohen's kappa of these pairs speaks of the guidelines rather than of one pair.
    /// </remarks>
    public static (string First, string Second)? Pair(AnnotationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Decisions.Where(decision => !decision.Adjudicates).Take(2).Select(Category).ToArray() is [var first, var second]
            ? (first, second)
            : null;
    }

    private static string Category(AnnotationDecision decision) =>
        decision.Choice.Verdict == AnnotationVerdict.Approve ? $"approve:{decision.Choice.Candidate}" : decision.Choice.Verdict.ToString();
}
