using Distill.Core.Filtering;
using Distill.Core.Filtering.Conditions;

namespace Distill.DuckDb.Filtering;

/// <summary>Compiles a filter to SQL that selects the rows of the samples that its predicate takes. Values and names of fields are parameters.</summary>
public sealed class FilterSql
{
    private readonly SqlParameters _parameters = new();
    private readonly SqlFields _fields;

    private FilterSql() => _fields = new SqlFields(_parameters);

    /// <summary>The SQL of a filter, for a database opened by <see cref="DuckDatabase"/>.</summary>
    public static SqlFilter Compile(FilterExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var compiler = new FilterSql();
        return new SqlFilter(compiler.Of(filter.Root), compiler._parameters.Values);
    }

    private string Of(FilterCondition condition) =>
        condition switch
        {
            AllOf all => $"({string.Join(" AND ", all.Parts.Select(Of))})",
            AnyOf any => $"({string.Join(" OR ", any.Parts.Select(Of))})",
            Negation negation => $"(NOT {Of(negation.Part)})",
            Comparison comparison => Compare(comparison),
            Between range => Known(
                $"{Typed(range.Field, range.Low)} >= {Value(range.Low)} AND {Typed(range.Field, range.High)} <= {Value(range.High)}"
            ),
            InList list => In(list),
            TextMatch match => Known($"{Function(match.Place)}({_fields.Of(match.Field).Text}, {_parameters.Add(match.Text)})"),
            PatternMatch match => Known(
                $"filter_matches({_fields.Of(match.Field).Text}, {_parameters.Add(match.Pattern.Text)}, {_parameters.Add(match.Pattern.IgnoreCase)})"
            ),
            IsNull absence => $"({_fields.Of(absence.Field).OrNull} IS NULL)",
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition without SQL."),
        };

    private string Compare(Comparison comparison)
    {
        var sign = comparison.Operator switch
        {
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            ComparisonOperator.GreaterOrEqual => ">=",
            _ => "=",
        };
        var holds = Known($"{Typed(comparison.Field, comparison.Value)} {sign} {Value(comparison.Value)}");
        return comparison.Operator == ComparisonOperator.NotEqual ? $"(NOT {holds})" : holds;
    }

    // A list of one type is one IN; types may be mixed.
    private string In(InList list)
    {
        var parts = list
            .Values.GroupBy(value => value.Kind)
            .Select(group => Known($"{Typed(list.Field, group.First())} IN ({string.Join(", ", group.Select(Value))})"));
        return $"({string.Join(" OR ", parts)})";
    }

    private string Typed(FilterField field, FilterLiteral literal)
    {
        var value = _fields.Of(field);
        return literal.Kind switch
        {
            FilterLiteralKind.Text => value.Text,
            FilterLiteralKind.Number => value.Number,
            FilterLiteralKind.Time => value.Time,
            _ => value.Flag,
        };
    }

    private string Value(FilterLiteral literal) =>
        _parameters.Add(
            literal.Kind switch
            {
                FilterLiteralKind.Text => literal.TextValue!,
                FilterLiteralKind.Number => literal.Number,
                FilterLiteralKind.Time => literal.Microseconds,
                _ => literal.Flag,
            }
        );

    // What SQL calls unknown is no to a filter.
    private static string Known(string sql) => $"coalesce({sql}, false)";

    private static string Function(TextPlace place) =>
        place switch
        {
            TextPlace.Start => "starts_with",
            TextPlace.End => "ends_with",
            _ => "contains",
        };
}
