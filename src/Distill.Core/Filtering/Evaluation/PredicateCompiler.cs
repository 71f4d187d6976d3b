using Distill.Core.Filtering.Conditions;
using Distill.Core.Samples;

namespace Distill.Core.Filtering.Evaluation;

/// <summary>Compiles a tree to a function over samples. The functions are thread-safe and allocate nothing for fields that exist as they are asked for.</summary>
internal static class PredicateCompiler
{
    /// <summary>The function of a tree.</summary>
    public static Func<Sample, bool> Compile(FilterCondition condition) =>
        condition switch
        {
            AllOf all => All([.. all.Parts.Select(Compile)]),
            AnyOf any => Any([.. any.Parts.Select(Compile)]),
            Negation negation => Not(Compile(negation.Part)),
            Comparison { Operator: ComparisonOperator.NotEqual } comparison => Not(
                Compare(comparison with { Operator = ComparisonOperator.Equal })
            ),
            Comparison comparison => Compare(comparison),
            Between range => Range(range),
            InList list => In(list),
            TextMatch match => Match(match),
            PatternMatch match => Match(match),
            IsNull absence => Missing(FieldReader.Of(absence.Field)),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition without a meaning."),
        };

    private static Func<Sample, bool> All(Func<Sample, bool>[] parts) =>
        sample =>
        {
            foreach (var part in parts)
            {
                if (!part(sample))
                {
                    return false;
                }
            }

            return true;
        };

    private static Func<Sample, bool> Any(Func<Sample, bool>[] parts) =>
        sample =>
        {
            foreach (var part in parts)
            {
                if (part(sample))
                {
                    return true;
                }
            }

            return false;
        };

    private static Func<Sample, bool> Not(Func<Sample, bool> part) => sample => !part(sample);

    private static Func<Sample, bool> Missing(Func<Sample, FilterValue> read) => sample => read(sample).Kind == FilterValueKind.Missing;

    private static Func<Sample, bool> Compare(Comparison comparison)
    {
        var (read, literal, holds) = (FieldReader.Of(comparison.Field), comparison.Value, Holds(comparison.Operator));
        return sample => Order(read(sample), literal) is { } order && holds(order);
    }

    private static Func<Sample, bool> Range(Between range)
    {
        var read = FieldReader.Of(range.Field);
        return sample =>
        {
            var value = read(sample);
            return Order(value, range.Low) >= 0 && Order(value, range.High) <= 0;
        };
    }

    private static Func<Sample, bool> In(InList list)
    {
        var read = FieldReader.Of(list.Field);
        var texts = list.Values.Select(value => value.TextValue).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var others = list.Values.Where(value => value.Kind != FilterLiteralKind.Text).ToArray();
        return sample =>
        {
            var value = read(sample);
            if (value.Kind == FilterValueKind.Text && texts.Contains(value.Text!))
            {
                return true;
            }

            foreach (var other in others)
            {
                if (Order(value, other) == 0)
                {
                    return true;
                }
            }

            return false;
        };
    }

    private static Func<Sample, bool> Match(TextMatch match)
    {
        var (read, part) = (FieldReader.Of(match.Field), match.Text);
        return match.Place switch
        {
            TextPlace.Start => sample => read(sample).Text?.StartsWith(part, StringComparison.Ordinal) ?? false,
            TextPlace.End => sample => read(sample).Text?.EndsWith(part, StringComparison.Ordinal) ?? false,
            _ => sample => read(sample).Text?.Contains(part, StringComparison.Ordinal) ?? false,
        };
    }

    private static Func<Sample, bool> Match(PatternMatch match)
    {
        var (read, pattern) = (FieldReader.Of(match.Field), match.Pattern);
        return sample => read(sample).Text is { } text && pattern.IsMatch(text);
    }

    // The order of value and literal, or null when the value is missing or of another type.
    private static int? Order(in FilterValue value, in FilterLiteral literal) =>
        literal.Kind switch
        {
            FilterLiteralKind.Text => value.Kind == FilterValueKind.Text ? CodePointOrder.Compare(value.Text!, literal.TextValue!) : null,
            FilterLiteralKind.Number => value.TryNumber(out var number) ? number.CompareTo(literal.Number) : null,
            FilterLiteralKind.Time => value.TryTime(out var micros) ? micros.CompareTo(literal.Microseconds) : null,
            _ => value.TryFlag(out var flag) ? flag.CompareTo(literal.Flag) : null,
        };

    private static Func<int, bool> Holds(ComparisonOperator comparison) =>
        comparison switch
        {
            ComparisonOperator.Equal => order => order == 0,
            ComparisonOperator.Less => order => order < 0,
            ComparisonOperator.LessOrEqual => order => order <= 0,
            ComparisonOperator.Greater => order => order > 0,
            _ => order => order >= 0,
        };
}
