using System.Text.Json;
using Distill.Core.Annotation;
using Distill.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>Annotation tasks as rows of the state database: the state in one text, conversation and candidates in another.</summary>
internal static class AnnotationTaskRows
{
    private const string IndexColumns = "waits_for = $waits, not_for = $not, holder = $holder, last_by = $by, last_at = $at";

    /// <summary>Adds tasks; one that is there already stays as it is.</summary>
    /// <returns>How many were added.</returns>
    public static int Insert(SqliteConnection connection, IEnumerable<AnnotationTask> tasks)
    {
        var added = tasks.Where(task => Insert(connection, task) > 0).ToList();
        foreach (var round in added.GroupBy(task => (task.Project, task.Round)))
        {
            var change = new AnnotationTally();
            foreach (var task in round)
            {
                change.Add(task);
            }

            AnnotationCounts.Add(connection, round.Key.Project, round.Key.Round, change);
        }

        return added.Count;
    }

    /// <summary>Deletes a task with its trail; false when there is none.</summary>
    public static bool Delete(SqliteConnection connection, string project, string id)
    {
        if (Find(connection, project, id) is not { } task)
        {
            return false;
        }

        var gone = new AnnotationTally();
        gone.Remove(task);
        AnnotationCounts.Add(connection, project, task.Round, gone);
        foreach (var (table, key) in (ReadOnlySpan<(string, string)>)[("annotation_audit", "task"), ("annotation_tasks", "id")])
        {
            _ = connection.Execute($"DELETE FROM {table} WHERE project = $project AND {key} = $id", ("$project", project), ("$id", id));
        }

        return true;
    }

    /// <summary>Writes the columns by which a task of an older schema is found.</summary>
    public static void Index(SqliteConnection connection, AnnotationTask task) =>
        connection.Execute(
            $"UPDATE annotation_tasks SET {IndexColumns} WHERE project = $project AND id = $id",
            [.. IndexOf(task), ("$project", task.Project), ("$id", task.Id)]
        );

    /// <summary>Replaces a task that is still at a version and adds to its trail; false when it is not.</summary>
    public static bool Replace(SqliteConnection connection, AnnotationTask task, long version, AuditEntry entry)
    {
        var (head, content) = Split(task);
        var before = Find(connection, task.Project, task.Id);
        var changed = connection.Execute(
            $"""
            UPDATE annotation_tasks SET version = version + 1, state = $state, is_open = $open, json = $json, content = $content, {IndexColumns}
            WHERE project = $project AND id = $id AND version = $version
            """,
            [
                .. IndexOf(task),
                ("$state", (int)task.State),
                ("$open", !task.IsFinal),
                ("$json", head),
                ("$content", content),
                ("$project", task.Project),
                ("$id", task.Id),
                ("$version", version),
            ]
        );
        if (changed == 0)
        {
            return false;
        }

        var change = new AnnotationTally();
        change.Remove(before!);
        change.Add(task);
        AnnotationCounts.Add(connection, task.Project, task.Round, change);
        _ = connection.Execute(
            "INSERT INTO annotation_audit (project, task, number, json) VALUES ($project, $task, $number, $json)",
            ("$project", task.Project),
            ("$task", task.Id),
            ("$number", entry.Number),
            ("$json", JsonSerializer.Serialize(entry, StorageJson.Options))
        );
        return true;
    }

    private static int Insert(SqliteConnection connection, AnnotationTask task)
    {
        var (head, content) = Split(task);
        return connection.Execute(
            """
            INSERT INTO annotation_tasks (
                project, id, version, state, is_open, round, created_at, json, content, waits_for, not_for, holder, last_by, last_at
            )
            VALUES ($project, $id, 1, $state, $open, $round, $time, $json, $content, $waits, $not, $holder, $by, $at)
            ON CONFLICT (project, id) DO NOTHING
            """,
            [
                .. IndexOf(task),
                ("$project", task.Project),
                ("$id", task.Id),
                ("$state", (int)task.State),
                ("$open", !task.IsFinal),
                ("$round", task.Round),
                ("$time", task.CreatedAt.UtcTicks),
                ("$json", head),
                ("$content", content),
            ]
        );
    }

    private static (string Name, object? Value)[] IndexOf(AnnotationTask task)
    {
        var last = task.Decisions is [.., var decision] ? decision : null;
        return
        [
            ("$waits", (int)task.WaitsFor()),
            ("$not", task.NotFor()),
            ("$holder", task.Lease?.Annotator),
            ("$by", last?.By),
            ("$at", last?.Time.UtcTicks),
        ];
    }

    private static AnnotationTask? Find(SqliteConnection connection, string project, string id) =>
        connection
            .Query(
                "SELECT json, NULL FROM annotation_tasks WHERE project = $project AND id = $id",
                Read,
                ("$project", project),
                ("$id", id)
            )
            .FirstOrDefault();

    private static (string Head, string Content) Split(AnnotationTask task) =>
        (
            JsonSerializer.Serialize(task with { Content = AnnotationContent.None }, StorageJson.Options),
            JsonSerializer.Serialize(task.Content, StorageJson.Options)
        );

    /// <summary>The task of a row of <c>json, content</c>; without its content when that is null.</summary>
    public static AnnotationTask Read(SqliteDataReader reader) =>
        Parse(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1));

    /// <summary>The task of both texts.</summary>
    public static AnnotationTask Parse(string head, string? content)
    {
        var task = JsonSerializer.Deserialize<AnnotationTask>(head, StorageJson.Options)!;
        return content is null
            ? task
            : task with
            {
                Content = JsonSerializer.Deserialize<AnnotationContent>(content, StorageJson.Options)!,
            };
    }
}
