using Distill.Core.Annotation;
using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>The tables of annotation, which the second version of the schema brings, and the third completes.</summary>
internal static class AnnotationTables
{
    /// <summary>Makes them.</summary>
    public const string Schema = """
        CREATE TABLE annotation_projects (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE annotation_tasks (
            project TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, state INTEGER NOT NULL, is_open INTEGER NOT NULL, round TEXT NOT NULL,
            created_at INTEGER NOT NULL, json TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (project, id)
        );
        CREATE INDEX annotation_open ON annotation_tasks (project, created_at, id) WHERE is_open;
        CREATE TABLE annotation_audit (
            project TEXT NOT NULL, task TEXT NOT NULL, number INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (project, task, number)
        ) WITHOUT ROWID;
        """;

    /// <summary>What the third version adds, by which a person's work, last decision and figures are found without reading all tasks.</summary>
    public const string SchemaSince3 = """
        ALTER TABLE annotation_tasks ADD COLUMN waits_for INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE annotation_tasks ADD COLUMN not_for TEXT NOT NULL DEFAULT '';
        ALTER TABLE annotation_tasks ADD COLUMN holder TEXT;
        ALTER TABLE annotation_tasks ADD COLUMN last_by TEXT;
        ALTER TABLE annotation_tasks ADD COLUMN last_at INTEGER;
        CREATE INDEX annotation_waiting ON annotation_tasks (project, waits_for, not_for, created_at, id) WHERE is_open;
        CREATE INDEX annotation_held ON annotation_tasks (project, holder) WHERE holder IS NOT NULL;
        CREATE INDEX annotation_decided ON annotation_tasks (project, last_by, last_at) WHERE last_by IS NOT NULL;
        CREATE INDEX annotation_states ON annotation_tasks (project, state, id);
        CREATE INDEX annotation_rounds ON annotation_tasks (project, round, id);
        CREATE TABLE annotation_counts (
            project TEXT NOT NULL, round TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (project, round, name)
        ) WITHOUT ROWID;
        """;

    private const int Batch = 500;

    /// <summary>Fills the columns and counters of the third version for tasks that were there before.</summary>
    public static void Fill(SqliteConnection connection)
    {
        var last = 0L;
        while (true)
        {
            var rows = connection.Query(
                $"SELECT rowid, json FROM annotation_tasks WHERE rowid > $last ORDER BY rowid LIMIT {Batch}",
                reader => (Id: reader.GetInt64(0), Task: AnnotationTaskRows.Parse(reader.GetString(1), null)),
                ("$last", last)
            );
            if (rows.Count == 0)
            {
                return;
            }

            foreach (var (_, task) in rows)
            {
                AnnotationTaskRows.Index(connection, task);
                var change = new AnnotationTally();
                change.Add(task);
                AnnotationCounts.Add(connection, task.Project, task.Round, change);
            }

            last = rows[^1].Id;
        }
    }
}
