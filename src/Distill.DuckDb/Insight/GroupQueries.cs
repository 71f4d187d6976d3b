using System.Data.Common;
using Distill.Core.Filtering;
using Distill.Core.Insight;

namespace Distill.DuckDb.Insight;

/// <summary>Describes the groups that the values of a field make: moments by day (UTC), numbers and texts by value.</summary>
/// <param name="table">The table.</param>
/// <param name="by">The field that makes groups.</param>
/// <param name="where">The filter, which was judged; null takes all rows.</param>
internal sealed class GroupQueries(InsightTable table, InsightField by, FilterExpression? where)
{
    /// <summary>The largest groups, largest first, each with these fields.</summary>
    public IReadOnlyList<GroupInsight> Describe(IReadOnlyList<InsightField> fields)
    {
        var groups = Read(
            $"{Rows(by)} SELECT key, count(*) AS rows FROM grouped GROUP BY key ORDER BY rows DESC, key LIMIT $1",
            row => (Key: Key(row), Records: row.GetInt64(1)),
            GroupInsight.MostShown
        );
        var described = fields.Select(Describe).ToList();
        return
        [
            .. groups.Select(group => new GroupInsight(
                group.Key,
                group.Records,
                [.. described.Select(groupFields => groupFields[group.Key ?? ""])]
            )),
        ];
    }

    // A missing value and an empty text are one group: neither tells anything.
    private static string? Key(DbDataReader row) => row.GetString(0) is { Length: > 0 } key ? key : null;

    private Dictionary<string, GroupField> Describe(InsightField field)
    {
        var top = Read(
                $"""
                {Rows(field)}, {Largest}
                SELECT key, text, count(*) AS rows FROM grouped SEMI JOIN largest USING (key) WHERE text IS NOT NULL GROUP BY key, text
                QUALIFY row_number() OVER (PARTITION BY key ORDER BY count(*) DESC, text) = 1
                """,
                row => (Key: row.GetString(0), Text: row.GetString(1), Count: row.GetInt64(2)),
                GroupInsight.MostShown
            )
            .ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        return Read(
                $"""
                {Rows(field)}, {Largest}
                SELECT key, count(*) FILTER (WHERE number IS NULL AND text IS NULL), avg(number), quantile_cont(number, 0.5), quantile_cont(number, 0.95)
                FROM grouped SEMI JOIN largest USING (key) GROUP BY key
                """,
                row =>
                {
                    var key = row.GetString(0);
                    var (_, text, count) = top.GetValueOrDefault(key);
                    return (key, new GroupField(field.Name, row.GetInt64(1), Number(row, 2), Number(row, 3), Number(row, 4), text, count));
                },
                GroupInsight.MostShown
            )
            .ToDictionary(entry => entry.key, entry => entry.Item2, StringComparer.Ordinal);
    }

    private const string Largest = "largest AS (SELECT key FROM grouped GROUP BY key ORDER BY count(*) DESC, key LIMIT $1)";

    // Columns of one position belong to one row.
    private string Rows(InsightField field)
    {
        var matches = where is null ? "" : $"POSITIONAL JOIN {table.Of(where)} AS judged";
        var key = by.IsTime
            ? "CAST(CAST(epoch_ms(CAST(floor(g.number) AS BIGINT)) AS DATE) AS VARCHAR)"
            : "CASE WHEN g.number = floor(g.number) AND abs(g.number) < 1e15 THEN CAST(CAST(g.number AS BIGINT) AS VARCHAR) ELSE CAST(g.number AS VARCHAR) END";
        return $"""
            WITH grouped AS (
                SELECT coalesce(g.text, {key}, '') AS key, v.number, v.text
                FROM {table.Of(by)} AS g POSITIONAL JOIN {table.Of(field)} AS v {matches} WHERE {(
                where is null ? "true" : "judged.matches"
            )}
            )
            """;
    }

    private List<T> Read<T>(string sql, Func<DbDataReader, T> read, params object?[] parameters)
    {
        using var command = table.Database.Command(sql, parameters);
        using var rows = command.ExecuteReader();
        var result = new List<T>();
        while (rows.Read())
        {
            result.Add(read(rows));
        }

        return result;
    }

    private static double? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
