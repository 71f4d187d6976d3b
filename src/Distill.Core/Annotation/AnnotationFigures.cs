using Distill.Core.Statistics;

namespace Distill.Core.Annotation;

/// <summary>How a project, or one round of it, stands.</summary>
/// <param name="Tasks">Tasks in all.</param>
/// <param name="States">Tasks by state; a state without a task is absent.</param>
/// <param name="Open">Tasks that have not ended.</param>
/// <param name="WaitingForAdjudication">Tasks on which two people disagree.</param>
/// <param name="Taken">Tasks that the deadline's policy decided.</param>
/// <param name="Agreement">Agreement on the tasks that two people decided.</param>
/// <param name="Annotators">By person, the busiest first.</param>
public sealed record AnnotationFigures(
    long Tasks,
    IReadOnlyDictionary<AnnotationState, long> States,
    long Open,
    long WaitingForAdjudication,
    long Taken,
    CohenKappa Agreement,
    IReadOnlyList<AnnotatorFigures> Annotators
)
{
    /// <summary>The figures of these tasks; their content is not needed.</summary>
    public static AnnotationFigures Of(IReadOnlyCollection<AnnotationTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return new AnnotationFigures(
            tasks.Count,
            tasks.CountBy(task => task.State).ToDictionary(pair => pair.Key, pair => (long)pair.Value),
            tasks.Count(task => !task.IsFinal),
            tasks.Count(task => task.NeedsAdjudication),
            tasks.Count(task => task.Outcome?.By == AnnotationDecision.Policy),
            AnnotationAgreement.Kappa(tasks),
            People(tasks)
        );
    }

    private static IReadOnlyList<AnnotatorFigures> People(IReadOnlyCollection<AnnotationTask> tasks)
    {
        var decisions = tasks
            .SelectMany(task => task.Decisions.Select(decision => (task.Outcome, Decision: decision)))
            .ToLookup(pair => pair.Decision.By, StringComparer.Ordinal);
        var skips = tasks
            .SelectMany(task => task.SkippedBy)
            .CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return
        [
            .. decisions
                .Select(group => group.Key)
                .Union(skips.Keys, StringComparer.Ordinal)
                .Select(name => Person(name, [.. decisions[name]], skips.GetValueOrDefault(name)))
                .OrderByDescending(person => person.Approved + person.Rewritten + person.Rejected)
                .ThenBy(person => person.Annotator, StringComparer.Ordinal),
        ];
    }

    private static AnnotatorFigures Person(string name, (AnnotationDecision? Outcome, AnnotationDecision Decision)[] decided, int skipped)
    {
        return new AnnotatorFigures(
            name,
            Count(AnnotationVerdict.Approve),
            Count(AnnotationVerdict.Rewrite),
            Count(AnnotationVerdict.Reject),
            skipped,
            decided.Count(pair => pair.Decision.Adjudicates),
            decided.Count(pair => pair.Outcome is { } outcome && !AnnotationAgreement.Agree(outcome.Choice, pair.Decision.Choice))
        );

        long Count(AnnotationVerdict verdict) => decided.Count(pair => pair.Decision.Choice.Verdict == verdict);
    }
}
