using System.Text.Json;
using Distill.Core.Annotation;
using Distill.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>Annotation tasks as rows of the state database: the state in one text, conversation and candidates in another.</summary>
internal static class AnnotationTaskRows
{
    /// <summary>Adds a task; 0 when there is one of its id.</summary>
    public static int Insert(SqliteConnection connection, AnnotationTask task)
    {
        var (head, content) = Split(task);
        return connection.Execute(
            """
            INSERT INTO annotation_tasks (project, id, version, state, is_open, round, created_at, json, content)
            VALUES ($project, $id, 1, $state, $open, $round, $time, $json, $content) ON CONFLICT (project, id) DO NOTHING
            """,
            ("$project", task.Project),
            ("$id", task.Id),
            ("$state", (int)task.State),
            ("$open", !task.IsFinal),
            ("$round", task.Round),
            ("$time", task.CreatedAt.UtcTicks),
            ("$json", head),
            ("$content", content)
        );
    }

    /// <summary>Replaces a task that is still at a version and adds to its trail; false when it is not.</summary>
    public static bool Replace(SqliteConnection connection, AnnotationTask task, long version, AuditEntry entry)
    {
        var (head, content) = Split(task);
        var changed = connection.Execute(
            """
            UPDATE annotation_tasks SET version = version + 1, state = $state, is_open = $open, json = $json, content = $content
            WHERE project = $project AND id = $id AND version = $version
            """,
            ("$state", (int)task.State),
            ("$open", !task.IsFinal),
            ("$json", head),
            ("$content", content),
            ("$project", task.Project),
            ("$id", task.Id),
            ("$version", version)
        );
        if (changed == 0)
        {
            return false;
        }

        _ = connection.Execute(
            "INSERT INTO annotation_audit (project, task, number, json) VALUES ($project, $task, $number, $json)",
            ("$project", task.Project),
            ("$task", task.Id),
            ("$number", entry.Number),
            ("$json", JsonSerializer.Serialize(entry, StorageJson.Options))
        );
        return true;
    }

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
