using System.Data.Common;
using System.Globalization;
using Distill.Core.Filtering;
using Distill.Core.Insight;

namespace Distill.DuckDb.Insight;

/// <summary>Describes the columns of a table. Statements hold only names that the program gave; bounds are parameters.</summary>
/// <param name="table">The table.</param>
/// <param name="where">The filter, which was judged; null takes all rows.</param>
internal sealed class InsightQueries(InsightTable table, FilterExpression? where)
{
    /// <summary>Rows that the filter takes.</summary>
    public long Count()
    {
        if (where is null)
        {
            return table.Records;
        }

        using var command = table.Database.Command($"SELECT count(*) FROM {table.Of(where)} WHERE matches");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Describes a field.</summary>
    public FieldInsight Describe(InsightField field)
    {
        var (rows, texts, distinctTexts) = Read(
            $"SELECT count(*), count(text), count(DISTINCT text) {From(field)}",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
        )[0];
        var numbers = Read(
            $"SELECT number, count(*) {From(field, "number IS NOT NULL")} GROUP BY number ORDER BY number",
            row => new NumberCount(row.GetDouble(0), row.GetInt64(1))
        );
        var described = numbers.Count == 0 ? null : NumberInsight.Of(numbers, field.IsTime);
        return new FieldInsight(
            field.Name,
            field.IsTime,
            rows,
            rows - texts - (described?.Count ?? 0),
            described,
            Values(field, texts, distinctTexts, numbers)
        );
    }

    // Numbers of few values, such as a thumb of -1 or 1, are classes as well.
    private ValueInsight? Values(InsightField field, long texts, long distinctTexts, List<NumberCount> numbers)
    {
        var classes = field.IsTime || numbers.Count > ValueInsight.MostShown ? [] : numbers;
        if (texts == 0 && classes.Count == 0)
        {
            return null;
        }

        var counts = Read(
            $"SELECT text, count(*) AS rows {From(field, "text IS NOT NULL")} GROUP BY text ORDER BY rows DESC, text LIMIT $1",
            row => new ValueCount(row.GetString(0), row.GetInt64(1)),
            ValueInsight.MostClasses
        );
        counts.AddRange(classes.Select(entry => new ValueCount(entry.Number.ToString("R", CultureInfo.InvariantCulture), entry.Count)));
        counts.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Value, b.Value));
        var distinct = distinctTexts + classes.Count;
        return new ValueInsight(
            texts + classes.Sum(entry => entry.Count),
            distinct,
            [.. counts.Take(ValueInsight.MostShown)],
            distinct <= ValueInsight.MostClasses ? ClassBalance.Of(counts) : null
        );
    }

    private string From(InsightField field, string condition = "true") =>
        where is null
            ? $"FROM {table.Of(field)} WHERE {condition}"
            : $"FROM {table.Of(field)} POSITIONAL JOIN {table.Of(where)} WHERE matches AND {condition}";

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
}
