namespace Distill.Core.Annotation;

/// <summary>Orders candidate answers. Pure.</summary>
public static class CandidateRanking
{
    /// <summary>Drafts by score, best first, the unscored last and equal ones as they came; then the other candidates as they came.</summary>
    /// <remarks>A text that several candidates share stands once, with the highest place.</remarks>
    public static IReadOnlyList<AnnotationCandidate> Order(IEnumerable<AnnotationCandidate> candidates) =>
        [
            .. candidates
                .OrderBy(candidate => candidate.Source)
                .ThenByDescending(candidate => candidate.Score ?? double.NegativeInfinity)
                .DistinctBy(candidate => candidate.Text, StringComparer.Ordinal),
        ];

    /// <summary>Index of the teacher's draft with the highest score, the first among equal ones; null without a draft.</summary>
    public static int? BestDraft(IReadOnlyList<AnnotationCandidate> candidates)
    {
        int? best = null;
        for (var index = 0; index < candidates.Count; index++)
        {
            var candidate = candidates[index];
            if (
                candidate.Source == CandidateSource.Teacher
                && (best is not { } known || candidate.Score > (candidates[known].Score ?? double.NegativeInfinity))
            )
            {
                best = index;
            }
        }

        return best;
    }
}
