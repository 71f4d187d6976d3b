using System.Globalization;
using Distill.Core.Filtering;
using Distill.Core.Insight;

namespace Distill.DuckDb.Insight;

/// <summary>Columns of one dataset in a database, each in a table of its own, all in the order of the rows. Not thread-safe.</summary>
/// <remarks>
/// A column is a table <c>cN(number DOUBLE, text VARCHAR)</c>, a filter that was judged a table <c>cN(matches BOOLEAN)</c>; columns meet by position, so they
/// can be added one by one. <c>insight_columns</c> names those that are complete; what a stopped reading left is overwritten.
/// </remarks>
public sealed class InsightTable
{
    private const string RecordsFact = "records";
    private const string RejectedFact = "rejected";

    private readonly DuckDatabase _database;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private InsightTable(DuckDatabase database) => _database = database;

    /// <summary>Samples; 0 before the first reading.</summary>
    public long Records => Number(RecordsFact);

    /// <summary>Lines that are no samples.</summary>
    public long Rejected => Number(RejectedFact);

    internal DuckDatabase Database => _database;

    /// <summary>The table in a database, which may hold columns already.</summary>
    public static InsightTable Open(DuckDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.Execute("CREATE TABLE IF NOT EXISTS insight_columns (name VARCHAR NOT NULL, number INTEGER NOT NULL)");
        database.Execute("CREATE TABLE IF NOT EXISTS insight_facts (name VARCHAR NOT NULL, fact VARCHAR NOT NULL)");
        var table = new InsightTable(database);
        using var command = database.Command("SELECT name, number FROM insight_columns");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            table._columns[rows.GetString(0)] = rows.GetInt32(1);
        }

        return table;
    }

    /// <summary>True when the column of a field is there.</summary>
    public bool Has(InsightField field) => _columns.ContainsKey(Key(field));

    /// <summary>True when a filter was judged.</summary>
    public bool Has(FilterExpression filter) => _columns.ContainsKey(Key(filter));

    /// <summary>A fact that is kept beside the columns, or null.</summary>
    public string? Fact(string name)
    {
        using var command = _database.Command("SELECT fact FROM insight_facts WHERE name = $1", name);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Keeps a fact, in place of one of the same name.</summary>
    public void Keep(string name, string fact)
    {
        _database.Execute("DELETE FROM insight_facts WHERE name = $1", name);
        _database.Execute("INSERT INTO insight_facts VALUES ($1, $2)", name, fact);
    }

    /// <summary>Begins to add columns.</summary>
    /// <param name="fields">Fields whose columns are not there.</param>
    /// <param name="filter">A filter that was not judged; null for none.</param>
    public InsightTableWriter Append(IReadOnlyList<InsightField> fields, FilterExpression? filter)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var number = _columns.Count == 0 ? 0 : _columns.Values.Max() + 1;
        var columns = fields.Select(field => (Key(field), number++)).ToList();
        (string, int)? judged = filter is null ? null : (Key(filter), number);
        return new InsightTableWriter(this, columns, judged);
    }

    /// <summary>The table of a field's column, for a statement.</summary>
    internal string Of(InsightField field) => Name(_columns[Key(field)]);

    /// <summary>The table of a filter that was judged, for a statement.</summary>
    internal string Of(FilterExpression filter) => Name(_columns[Key(filter)]);

    internal static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"c{number}");

    /// <summary>Makes columns known that were written whole.</summary>
    /// <exception cref="DatasetChangedException">They have another number of rows than those before.</exception>
    internal void Complete(IEnumerable<(string Key, int Number)> columns, long records, long rejected)
    {
        if (Fact(RecordsFact) is not null && (records, rejected) != (Records, Rejected))
        {
            throw new DatasetChangedException();
        }

        Keep(RecordsFact, records.ToString(CultureInfo.InvariantCulture));
        Keep(RejectedFact, rejected.ToString(CultureInfo.InvariantCulture));
        foreach (var (key, number) in columns)
        {
            _database.Execute("INSERT INTO insight_columns VALUES ($1, $2)", key, number);
            _columns[key] = number;
        }
    }

    private static string Key(InsightField field) => $"field {field.Name}";

    private static string Key(FilterExpression filter) => $"where {filter}";

    private long Number(string fact) => Fact(fact) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
}
