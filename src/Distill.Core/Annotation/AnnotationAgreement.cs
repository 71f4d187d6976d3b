using Distill.Core.Normalization;
using Distill.Core.Statistics;

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

    /// <summary>Cohen's kappa of first against second decisions over all tasks that have two.</summary>
    /// <remarks>
    /// The categories are each candidate approved, rewritten, and rejected: two rewrites count as agreement whatever they say. With more than two people the two
    /// raters are the first and the second, so the figure speaks of the guidelines rather than of one pair.
    /// </remarks>
    public static CohenKappa Kappa(IEnumerable<AnnotationTask> tasks)
    {
        var pairs = tasks
            .Select(task => task.Decisions.Where(decision => !decision.Adjudicates).Take(2).Select(Category).ToArray())
            .Where(pair => pair.Length == 2)
            .ToList();
        string[] categories = [.. pairs.SelectMany(pair => pair).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var counts = pairs.CountBy(pair => (pair[0], pair[1])).ToDictionary();
        return CohenKappa.Of([
            .. categories.Select(first =>
                (IReadOnlyList<long>)[.. categories.Select(second => (long)counts.GetValueOrDefault((first, second)))]
            ),
        ]);
    }

    private static string Category(AnnotationDecision decision) =>
        decision.Choice.Verdict == AnnotationVerdict.Approve ? $"approve:{decision.Choice.Candidate}" : decision.Choice.Verdict.ToString();
}
