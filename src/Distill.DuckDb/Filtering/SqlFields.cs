using System.Globalization;
using Distill.Core.Filtering;

namespace Distill.DuckDb.Filtering;

/// <summary>Fields of a filter as expressions over the columns of a sample table. Names of fields are parameters, never text of the statement.</summary>
internal sealed class SqlFields(SqlParameters parameters)
{
    /// <summary>The expression of a field.</summary>
    public SqlValue Of(FilterField field)
    {
        var value = Plain(field);
        return field.IsLength ? value.Length : value;
    }

    private SqlValue Plain(FilterField field) =>
        field.Root switch
        {
            FilterRoot.Id => new(SqlValueKind.Text, "\"id\""),
            FilterRoot.Prompt => new(SqlValueKind.Text, "\"prompt\""),
            FilterRoot.Answer => new(SqlValueKind.Text, "\"answer\""),
            FilterRoot.System => new(SqlValueKind.Text, "\"system\""),
            FilterRoot.Turns => new(SqlValueKind.Number, "\"turns\""),
            FilterRoot.Time => new(SqlValueKind.Time, "epoch_us(\"time\")"),
            FilterRoot.Scores => new(SqlValueKind.Number, $"filter_number({Walk("\"scores\"", field.Steps)})"),
            FilterRoot.Labels => Json(Walk("\"labels\"", field.Steps)),
            FilterRoot.Feedback => Open("\"feedback\"", field),
            FilterRoot.Meta => Open("\"meta\"", field),
            FilterRoot.Messages => Turns("/messages", field),
            FilterRoot.Chosen => Turns("/chosen", field),
            _ => Turns("/rejected", field),
        };

    private static SqlValue Json(string sql) => new(SqlValueKind.Json, sql);

    private SqlValue Turns(string pointer, FilterField field) => Json(Walk($"json_extract(\"json\", '{pointer}')", field.Steps));

    // A field whose whole name is the path comes first, unless it is null.
    private SqlValue Open(string column, FilterField field)
    {
        var walked = Json(Walk(column, field.Steps));
        return field.FlatName is { } name ? Json($"coalesce({Json(Step(column, FieldStep.Of(name))).OrNull}, {walked.Sql})") : walked;
    }

    private string Walk(string json, IReadOnlyList<FieldStep> steps) =>
        steps.Count == 0 ? $"json_extract({json}, '$')" : steps.Aggregate(json, Step);

    private string Step(string json, FieldStep step) => $"json_extract({json}, {parameters.Add(Path(step))})";

    // A JSON pointer takes any name, but reads digits as an index of a list, too; a JSON path tells the two apart.
    private static string Path(FieldStep step) =>
        step.Name is not { } name ? string.Create(CultureInfo.InvariantCulture, $"$[{step.Index}]")
        : name.All(char.IsAsciiDigit) ? $"$.\"{name}\""
        : "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
