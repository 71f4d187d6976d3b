using Distill.Core.Filtering;

namespace Distill.Core.Insight;

/// <summary>What insight is asked.</summary>
public sealed record InsightQuestion
{
    /// <summary>Most fields of one question.</summary>
    public const int MostFields = 64;

    private readonly bool? _texts;

    /// <summary>The fields; empty describes what is there (<see cref="FieldDiscovery"/>), diversity and clusters too.</summary>
    public IReadOnlyList<InsightField> Fields { get; init; } = [];

    /// <summary>Which samples count; null takes all.</summary>
    public FilterExpression? Where { get; init; }

    /// <summary>A field whose values make groups, each of which is described; null makes none.</summary>
    public InsightField? By { get; init; }

    /// <summary>True to look at the texts, too: diversity and clusters of intents. Default: when no field is named.</summary>
    public bool Texts
    {
        get => _texts ?? Fields.Count == 0;
        init => _texts = value;
    }

    /// <summary>Reads a question as people write it.</summary>
    /// <param name="fields">The fields; empty describes what is there.</param>
    /// <param name="where">The filter, or null.</param>
    /// <param name="by">The field that makes groups, or null.</param>
    /// <param name="report">Takes errors: the part (<c>field</c>, <c>where</c> or <c>by</c>), its text, and what is wrong.</param>
    /// <returns>The question; incomplete when something was reported.</returns>
    public static InsightQuestion Parse(IReadOnlyList<string> fields, string? where, string? by, Action<string, string, FilterError> report)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(report);
        if (fields.Count > MostFields)
        {
            report("field", fields[MostFields], new FilterError($"there are {fields.Count} fields", $"name at most {MostFields}"));
        }

        return new InsightQuestion
        {
            Fields = [.. fields.Take(MostFields).Select(text => Field("field", text, report)).OfType<InsightField>().Distinct()],
            Where = string.IsNullOrWhiteSpace(where) ? null : Filter(where, report),
            By = string.IsNullOrWhiteSpace(by) ? null : Field("by", by, report),
        };
    }

    private static InsightField? Field(string part, string text, Action<string, string, FilterError> report)
    {
        var field = InsightField.Parse(text, out var error);
        if (error is not null)
        {
            report(part, text, error);
        }

        return field;
    }

    private static FilterExpression? Filter(string text, Action<string, string, FilterError> report)
    {
        var parsed = FilterExpression.Parse(text);
        if (!parsed.IsValid)
        {
            report("where", text, parsed.Error);
        }

        return parsed.Expression;
    }
}
