using System.Runtime.CompilerServices;
using Distill.Core.Annotation;

namespace Distill.Storage.Local.State;

/// <summary>What waits for a person in a project, by the index <c>annotation_waiting</c>. Thread-safe.</summary>
internal sealed class AnnotationQueue(StateDatabase database, string project, string annotator)
{
    // Whoever asks takes the first one as a rule.
    private const int PageSize = 20;

    /// <summary>The tasks, as <see cref="LocalAnnotationStore.ListWaitingAsync"/> says.</summary>
    public async IAsyncEnumerable<AnnotationTask> ListAsync(bool adjudicate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var held in Held())
        {
            yield return held;
        }

        await Task.Yield();
        (AnnotationWait Wait, bool IsAfter)[] ranges = adjudicate
            ? [(AnnotationWait.Settlement, false)]
            // Second decisions of others, before and after this person's name, then first ones.
            : [(AnnotationWait.Second, false), (AnnotationWait.Second, true), (AnnotationWait.First, false)];
        foreach (var (wait, isAfter) in ranges)
        {
            await foreach (var task in ListAsync(wait, isAfter, cancellationToken))
            {
                yield return task;
            }
        }
    }

    private List<AnnotationTask> Held() =>
        database.Read(connection =>
            connection.Query(
                "SELECT json, NULL FROM annotation_tasks WHERE project = $project AND holder = $annotator ORDER BY created_at, id",
                AnnotationTaskRows.Read,
                ("$project", project),
                ("$annotator", annotator)
            )
        );

    private async IAsyncEnumerable<AnnotationTask> ListAsync(
        AnnotationWait wait,
        bool isAfter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (notFor, time, id) = isAfter ? (annotator, long.MaxValue, "") : ("", 0L, "");
        List<AnnotationTask> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = database.Read(connection =>
                connection.Query(
                    $"""
                    SELECT json, NULL FROM annotation_tasks
                    WHERE project = $project AND is_open AND waits_for = $wait AND (not_for, created_at, id) > ($not, $time, $id)
                    {(isAfter || wait != AnnotationWait.Second ? "" : "AND not_for < $annotator")}
                    ORDER BY not_for, created_at, id LIMIT {PageSize}
                    """,
                    AnnotationTaskRows.Read,
                    ("$project", project),
                    ("$wait", (int)wait),
                    ("$annotator", annotator),
                    ("$not", notFor),
                    ("$time", time),
                    ("$id", id)
                )
            );
            foreach (var task in page)
            {
                yield return task;
            }

            (notFor, time, id) = page.Count == 0 ? (notFor, time, id) : (page[^1].NotFor(), page[^1].CreatedAt.UtcTicks, page[^1].Id);
            await Task.Yield();
        } while (page.Count == PageSize);
    }
}
