namespace Distill.Core.Filtering.Parsing;

/// <summary>Which values a field can be compared with.</summary>
internal static class Literals
{
    /// <summary>The value as the field takes it, or null with what is wrong. A text that is a time serves for a time.</summary>
    public static FilterLiteral? Fit(FilterField field, FilterLiteral value, out (string Message, string Remedy)? problem)
    {
        problem = null;
        if (field.IsTime && value is { Kind: FilterLiteralKind.Text, TextValue: { } text } && ScalarText.TryTime(text, out var micros))
        {
            return FilterLiteral.OfMicroseconds(micros);
        }

        if (field.IsTime && value.Kind != FilterLiteralKind.Time)
        {
            problem = ($"{field} is a time", "write 2026-11-23, or 2026-11-23T08:00:00+08:00; without an offset it is UTC");
            return null;
        }

        if (field.IsNumber && value.Kind != FilterLiteralKind.Number)
        {
            problem = ($"{field} is a number", "write a number without quotes");
            return null;
        }

        return value;
    }

    /// <summary>What is wrong with two bounds, or null.</summary>
    public static (string Message, string Remedy)? RangeProblem(FilterLiteral low, FilterLiteral high)
    {
        if (low.Kind != high.Kind)
        {
            return ("the bounds are of different types", "give two numbers, two times or two texts");
        }

        if (low.Kind == FilterLiteralKind.Flag)
        {
            return ("true and false have no order", "use = or !=");
        }

        var isEmpty = low.Kind switch
        {
            FilterLiteralKind.Number => low.Number > high.Number,
            FilterLiteralKind.Time => low.Microseconds > high.Microseconds,
            _ => Evaluation.CodePointOrder.Compare(low.TextValue!, high.TextValue!) > 0,
        };
        return isEmpty ? ("the second bound is below the first", "write the lower one first") : null;
    }
}
