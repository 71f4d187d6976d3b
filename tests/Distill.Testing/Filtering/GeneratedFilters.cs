using CsCheck;
using Distill.Core.Filtering;
using Distill.Core.Filtering.Conditions;

namespace Distill.Testing.Filtering;

/// <summary>Filters over the fields and values that <see cref="GeneratedSamples"/> makes, so that each has a fair chance to match.</summary>
public static class GeneratedFilters
{
    private static readonly string[] Fields =
    [
        "id",
        "prompt",
        "answer",
        "system",
        "turns",
        "time",
        "length(answer)",
        "length(messages)",
        "length(meta.tags)",
        "messages[0].content",
        "messages[-1].role",
        "messages[1]",
        "chosen[0].content",
        "labels.intent",
        "labels.a.b",
        "scores.judge",
        "scores.judge.helpfulness",
        "feedback.thumb",
        "feedback.stopped",
        "meta",
        "meta.value",
        "meta.usage.input",
        "meta.tags[0]",
        "meta.tags[-1]",
        "meta[\"a.b\"]",
        "meta.a.b",
        "meta[\"x/y~z\"]",
        "meta[\"0\"]",
    ];

    private static readonly Gen<FilterField> Field = Gen.OneOf(Fields).Select(text => FilterField.Parse(text, out _)!);

    private static readonly Gen<FilterLiteral> Number = Gen.OneOf(0.0, 1, -1, 2, 4, 4.5, 1e9, 1700000000, 1e-7).Select(FilterLiteral.Of);

    private static readonly Gen<FilterLiteral> Text = Gen.OneOf(GeneratedSamples.Texts).Select(FilterLiteral.Of);

    private static readonly Gen<FilterLiteral> Time = Gen.OneOf(
            "2026-11-23T08:00:00Z",
            "2026-11-23T08:00:00.123456+08:00",
            "2023-11-14T22:13:20Z",
            "1969-12-31T23:59:59.5-05:30"
        )
        .Select(text => FilterLiteral.Of(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Gen<FilterLiteral> Any = Gen.OneOf(Number, Text, Time, Gen.Bool.Select(FilterLiteral.Of));

    private static readonly Gen<FilterPattern> Pattern = Gen.Select(
        Gen.OneOf("退款|refund", "^a", "\\d+", "[\\w]+$", "a/b", ".", "\\p{L}{2}", "\\/", "É"),
        Gen.Bool,
        (text, ignoreCase) =>
            FilterPattern.TryCreate(text, ignoreCase, out var pattern, out _) ? pattern! : throw new InvalidOperationException(text)
    );

    /// <summary>Trees of all kinds of conditions, nested a few deep.</summary>
    public static Gen<FilterExpression> All { get; } =
        Gen.Recursive<FilterCondition>(
                (depth, tree) =>
                    depth > 3
                        ? Leaf()
                        : Gen.Frequency(
                            (4, Leaf()),
                            (1, tree.List[2, 3].Select(FilterCondition (parts) => new AllOf(parts))),
                            (1, tree.List[2, 3].Select(FilterCondition (parts) => new AnyOf(parts))),
                            (1, tree.Select(FilterCondition (part) => new Negation(part)))
                        )
            )
            .Select(FilterExpression.Of);

    private static Gen<FilterCondition> Leaf() =>
        Gen.OneOf(
            Gen.Select(Field, Gen.Enum<ComparisonOperator>(), Any, Compare),
            Gen.Select(Field, Gen.OneOf(Number.Array[2], Text.Array[2], Time.Array[2]), Range),
            Gen.Select(Field, Any.List[1, 4], In),
            Gen.Select(Field, Gen.Enum<TextPlace>(), Gen.OneOf(GeneratedSamples.Texts), Match),
            Gen.Select(
                Field,
                Pattern,
                (field, pattern) => Textual(field) ? new PatternMatch(field, pattern) : (FilterCondition)new IsNull(field)
            ),
            Field.Select(FilterCondition (field) => new IsNull(field))
        );

    private static FilterCondition Compare(FilterField field, ComparisonOperator comparison, FilterLiteral value) =>
        new Comparison(
            field,
            value.Kind == FilterLiteralKind.Flag && comparison != ComparisonOperator.NotEqual ? ComparisonOperator.Equal : comparison,
            Fit(field, value)
        );

    private static FilterCondition Range(FilterField field, FilterLiteral[] bounds)
    {
        var (low, high) = (Fit(field, bounds[0]), Fit(field, bounds[1]));
        var range = FilterExpression.Of(new Between(field, low, high)).ToString();
        return FilterExpression.Parse(range).Expression?.Root ?? new Between(field, high, low);
    }

    private static FilterCondition In(FilterField field, List<FilterLiteral> values) =>
        new InList(field, [.. values.Select(value => Fit(field, value))]);

    private static FilterCondition Match(FilterField field, TextPlace place, string text) =>
        Textual(field) ? new TextMatch(field, place, text) : new IsNull(field);

    private static bool Textual(FilterField field) => !field.IsNumber && !field.IsTime;

    // What the parser would refuse is not generated.
    private static FilterLiteral Fit(FilterField field, FilterLiteral value) =>
        field.IsNumber && value.Kind != FilterLiteralKind.Number ? FilterLiteral.Of(2)
        : field.IsTime && value.Kind != FilterLiteralKind.Time ? FilterLiteral.Of(DateTimeOffset.UnixEpoch)
        : value;
}
