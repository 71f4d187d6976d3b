using System.Text.Json.Nodes;
using Distill.Core.Filtering.Conditions;

namespace Distill.Core.Filtering.Parsing;

/// <summary>Writes a tree as JSON: <c>{"and": […]}</c>, <c>{"or": […]}</c>, <c>{"not": {…}}</c>, and <c>{"field", "op", "value"}</c>.</summary>
internal static class FilterJsonWriter
{
    /// <summary>The JSON of a tree.</summary>
    public static JsonObject Write(FilterCondition condition) =>
        condition switch
        {
            AllOf all => new JsonObject { ["and"] = List(all.Parts) },
            AnyOf any => new JsonObject { ["or"] = List(any.Parts) },
            Negation negation => new JsonObject { ["not"] = Write(negation.Part) },
            Comparison comparison => Leaf(comparison.Field, Operators.Sign(comparison.Operator), Value(comparison.Value)),
            Between range => Leaf(range.Field, "between", new JsonArray(Value(range.Low), Value(range.High))),
            InList list => Leaf(list.Field, "in", new JsonArray([.. list.Values.Select(Value)])),
            TextMatch match => Leaf(match.Field, Operators.Words(match.Place), JsonValue.Create(match.Text)),
            PatternMatch match => Pattern(match),
            IsNull absence => new JsonObject { ["field"] = absence.Field.ToString(), ["op"] = "is null" },
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition without a JSON form."),
        };

    private static JsonArray List(IReadOnlyList<FilterCondition> parts) => [.. parts.Select(Write)];

    private static JsonObject Leaf(FilterField field, string op, JsonNode? value) =>
        new()
        {
            ["field"] = field.ToString(),
            ["op"] = op,
            ["value"] = value,
        };

    private static JsonObject Pattern(PatternMatch match)
    {
        var leaf = Leaf(match.Field, "matches", JsonValue.Create(match.Pattern.Text));
        if (match.Pattern.IgnoreCase)
        {
            leaf["ignoreCase"] = true;
        }

        return leaf;
    }

    private static JsonNode? Value(FilterLiteral value) =>
        value.Kind switch
        {
            FilterLiteralKind.Text => JsonValue.Create(value.TextValue),
            FilterLiteralKind.Number => JsonValue.Create(value.Number),
            FilterLiteralKind.Flag => JsonValue.Create(value.Flag),
            _ => new JsonObject { ["time"] = ScalarText.Time(value.Microseconds) },
        };
}
