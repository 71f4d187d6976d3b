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
    public static AnnotationFigures Of(IEnumerable<AnnotationTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var tally = new AnnotationTally();
        foreach (var task in tasks)
        {
            tally.Add(task);
        }

        return tally.ToFigures();
    }
}
