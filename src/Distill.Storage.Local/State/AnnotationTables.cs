namespace Distill.Storage.Local.State;

/// <summary>The tables of annotation, which the second version of the schema brings.</summary>
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
}
