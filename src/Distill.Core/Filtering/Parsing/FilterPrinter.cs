using System.Globalization;
using Distill.Core.Filtering.Conditions;

namespace Distill.Core.Filtering.Parsing;

/// <summary>Writes a tree as text, with no parenthesis that is not needed.</summary>
internal static class FilterPrinter
{
    /// <summary>The text of a tree.</summary>
    public static string Print(FilterCondition condition) =>
        condition switch
        {
            AnyOf any => string.Join(" or ", any.Parts.Select(part => part is AnyOf ? Enclosed(part) : Print(part))),
            AllOf all => string.Join(" and ", all.Parts.Select(part => part is AnyOf or AllOf ? Enclosed(part) : Print(part))),
            Negation negation => Denied(negation.Part),
            Comparison comparison => $"{comparison.Field} {Operators.Sign(comparison.Operator)} {Print(comparison.Value)}",
            IsNull absence => $"{absence.Field} is null",
            _ => Test(condition, ""),
        };

    /// <summary>The text of a value.</summary>
    public static string Print(FilterLiteral value) =>
        value.Kind switch
        {
            FilterLiteralKind.Text => FilterText.Quote(value.TextValue!),
            FilterLiteralKind.Number => value.Number.ToString("R", CultureInfo.InvariantCulture),
            FilterLiteralKind.Flag => value.Flag ? "true" : "false",
            _ => ScalarText.Time(value.Microseconds),
        };

    private static string Denied(FilterCondition part) =>
        part switch
        {
            IsNull absence => $"{absence.Field} is not null",
            Between or InList or TextMatch or PatternMatch => Test(part, "not "),
            AnyOf or AllOf => "not " + Enclosed(part),
            _ => "not " + Print(part),
        };

    private static string Test(FilterCondition condition, string not) =>
        condition switch
        {
            Between range => $"{range.Field} {not}between {Print(range.Low)} and {Print(range.High)}",
            InList list => $"{list.Field} {not}in ({string.Join(", ", list.Values.Select(Print))})",
            TextMatch match => $"{match.Field} {not}{Operators.Words(match.Place)} {FilterText.Quote(match.Text)}",
            PatternMatch match => $"{match.Field} {not}matches {FilterText.Slashed(match.Pattern)}",
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition without a spelling."),
        };

    private static string Enclosed(FilterCondition condition) => $"({Print(condition)})";
}
