using Distill.Core.Filtering;
using Distill.DuckDb.Filtering;
using DuckDB.NET.Data;

namespace Distill.DuckDb.Tables;

/// <summary>A table of samples in a database: one row a sample. Not thread-safe.</summary>
/// <remarks>
/// Columns: <c>ordinal</c> (from 0, in the order of loading), <c>id</c>, <c>time</c> (UTC), <c>model</c>, <c>labels</c>, <c>scores</c>, <c>feedback</c> and
/// <c>meta</c> (JSON objects, NULL when absent), <c>system</c>, <c>prompt</c>, <c>answer</c> (NULL when absent), <c>turns</c>, <c>prompt_length</c>,
/// <c>answer_length</c> (code points), <c>tokens</c> (of the whole conversation, <see cref="Core.Inference.Pacing.TokenEstimate"/>), <c>json</c> (the canonical line).
/// </remarks>
public sealed class SampleTable
{
    private const string Columns = """
        ordinal BIGINT NOT NULL, id VARCHAR NOT NULL, "time" TIMESTAMP, model VARCHAR, labels VARCHAR, scores VARCHAR, feedback VARCHAR, meta VARCHAR,
        "system" VARCHAR, prompt VARCHAR NOT NULL, answer VARCHAR, turns INTEGER NOT NULL, prompt_length INTEGER NOT NULL, answer_length INTEGER,
        tokens INTEGER NOT NULL, json VARCHAR NOT NULL
        """;

    private SampleTable(DuckDatabase database, string name)
    {
        Database = database;
        Name = name;
    }

    /// <summary>Where the table is.</summary>
    public DuckDatabase Database { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its name for a statement.</summary>
    public string Quoted => $"\"{Name}\"";

    /// <summary>Makes an empty table, in place of one of the same name.</summary>
    /// <param name="database">Where.</param>
    /// <param name="name">Lower-case ASCII letters, digits and underscores, beginning with a letter.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public static SampleTable Create(DuckDatabase database, string name = "samples")
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (
            !char.IsAsciiLetterLower(name[0])
            || name.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '_')
        )
        {
            throw new ArgumentException($"'{name}' is no name of a table: use lower-case letters, digits and underscores.", nameof(name));
        }

        database.Execute($"CREATE OR REPLACE TABLE \"{name}\" ({Columns})");
        return new SampleTable(database, name);
    }

    /// <summary>Begins to add samples; dispose the writer before asking the table.</summary>
    public SampleTableWriter Append() => new(Database.Connection.CreateAppender(Name), Count());

    /// <summary>Number of rows that a filter takes; all without one.</summary>
    public long Count(FilterExpression? filter = null)
    {
        using var command = Select("count(*)", filter);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A query of the rows that a filter takes; the caller disposes it.</summary>
    /// <param name="columns">What is selected, for example <c>model, count(*)</c>. Text of the program's own, never of a user's making.</param>
    /// <param name="filter">The filter; null takes all rows.</param>
    /// <param name="tail">What follows the filter, for example <c>GROUP BY model</c>. Text of the program's own.</param>
    public DuckDBCommand Select(string columns, FilterExpression? filter = null, string tail = "")
    {
        var sql = filter is null ? new SqlFilter("true", []) : FilterSql.Compile(filter);
        return Database.Command($"SELECT {columns} FROM {Quoted} WHERE {sql.Where} {tail}", [.. sql.Parameters]);
    }
}
