using Distill.Core.Filtering.Conditions;

namespace Distill.Core.Filtering.Parsing;

/// <summary>The spelling of comparison operators.</summary>
internal static class Operators
{
    /// <summary>The operator of this sign; the lexer gives no other.</summary>
    public static ComparisonOperator Of(ReadOnlySpan<char> sign) =>
        Find(sign) ?? throw new ArgumentOutOfRangeException(nameof(sign), sign.ToString(), "No comparison operator.");

    /// <summary>The operator of this sign, or null.</summary>
    public static ComparisonOperator? Find(ReadOnlySpan<char> sign) =>
        sign switch
        {
            "=" => ComparisonOperator.Equal,
            "!=" => ComparisonOperator.NotEqual,
            "<" => ComparisonOperator.Less,
            "<=" => ComparisonOperator.LessOrEqual,
            ">" => ComparisonOperator.Greater,
            ">=" => ComparisonOperator.GreaterOrEqual,
            _ => null,
        };

    /// <summary>The sign of an operator.</summary>
    public static string Sign(ComparisonOperator comparison) =>
        comparison switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "!=",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            _ => ">=",
        };

    /// <summary>The words of a text match.</summary>
    public static string Words(TextPlace place) =>
        place switch
        {
            TextPlace.Start => "starts with",
            TextPlace.End => "ends with",
            _ => "contains",
        };
}
