using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Core.Evaluation.Calibrating;

/// <summary>Draws choices from an annotation project. Reads the state of all tasks, and the texts of those that are drawn. Thread-safe.</summary>
public sealed class ChoiceReader(IAnnotationStore store)
{
    /// <summary>The choices; null when there is no such project.</summary>
    /// <param name="source">Project, round and how many.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<PeopleChoices?> ReadAsync(AnnotationSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (await store.FindProjectAsync(source.Project, cancellationToken) is null)
        {
            return null;
        }

        var (left, tally, decided) = (
            new SortedDictionary<string, long>(StringComparer.Ordinal),
            new AnnotationTally(),
            new List<string>()
        );
        var tasks = 0L;
        await foreach (var task in store.ListTasksAsync(source.Project, new TaskQuery { Round = source.Round }, cancellationToken))
        {
            tasks++;
            tally.Add(task);
            if (AnnotatedChoices.ReasonAgainst(task) is { } reason)
            {
                Count(left, reason);
            }
            else
            {
                decided.Add(task.Id);
            }
        }

        var choices = await DrawAsync(source, decided, left, cancellationToken);
        return new PeopleChoices(Summary(source, tasks, choices, left, tally), choices);
    }

    private async Task<List<AnnotatedChoice>> DrawAsync(
        AnnotationSource source,
        List<string> decided,
        SortedDictionary<string, long> left,
        CancellationToken cancellationToken
    )
    {
        var choices = new List<AnnotatedChoice>();
        foreach (var id in decided.OrderBy(AnnotatedChoices.OrderOf).ThenBy(id => id, StringComparer.Ordinal))
        {
            if (choices.Count == source.Limit)
            {
                Count(left, PeopleSummary.BeyondLimit);
                continue;
            }

            // A task that was forgotten since it was listed is none.
            var (choice, reason) = await store.FindTaskAsync(source.Project, id, cancellationToken) is { Value: var task }
                ? AnnotatedChoices.Of(task)
                : (null, AnnotatedChoices.Open);
            if (choice is null)
            {
                Count(left, reason!);
            }
            else
            {
                choices.Add(choice);
            }
        }

        choices.Sort((first, second) => string.CompareOrdinal(first.Item.Id, second.Item.Id));
        return choices;
    }

    private static PeopleSummary Summary(
        AnnotationSource source,
        long tasks,
        List<AnnotatedChoice> choices,
        SortedDictionary<string, long> left,
        AnnotationTally tally
    ) =>
        new()
        {
            Source = source,
            Tasks = tasks,
            Labels = choices.Count,
            DecidedTwice = choices.Count(choice => choice.Annotators.Count > 1),
            Annotators = choices.SelectMany(choice => choice.Annotators).Distinct(StringComparer.Ordinal).LongCount(),
            LeftOut = left,
            Among = tally.ToFigures().Agreement,
        };

    private static void Count(SortedDictionary<string, long> counts, string reason) =>
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
}
