using Distill.Core.Annotation;
using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>The counters of annotation projects by round, changed in the transaction that changes a task.</summary>
internal static class AnnotationCounts
{
    /// <summary>Counts changes of tasks of a round.</summary>
    /// <param name="connection">The transaction's.</param>
    /// <param name="project">The project.</param>
    /// <param name="round">The round.</param>
    /// <param name="change">What is to be added.</param>
    public static void Add(SqliteConnection connection, string project, string round, AnnotationTally change)
    {
        foreach (var (name, count) in change.Counts)
        {
            _ = connection.Execute(
                """
                INSERT INTO annotation_counts (project, round, name, count) VALUES ($project, $round, $name, $count)
                ON CONFLICT (project, round, name) DO UPDATE SET count = count + excluded.count
                """,
                ("$project", project),
                ("$round", round),
                ("$name", name),
                ("$count", count)
            );
        }
    }

    /// <summary>The counters of a project, or of one round of it.</summary>
    public static AnnotationTally Read(SqliteConnection connection, string project, string? round) =>
        new(
            connection.Query(
                """
                SELECT name, sum(count) FROM annotation_counts
                WHERE project = $project AND ($round IS NULL OR round = $round) GROUP BY name HAVING sum(count) <> 0
                """,
                reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1)),
                ("$project", project),
                ("$round", round)
            )
        );
}
