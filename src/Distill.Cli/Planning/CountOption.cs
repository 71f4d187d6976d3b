using System.CommandLine.Parsing;
using System.Globalization;

namespace Distill.Cli.Planning;

/// <summary>Parses options that are large counts: <c>5000</c>, <c>100k</c>, <c>1.5M</c>, <c>2B</c>.</summary>
internal static class CountOption
{
    // What eight bytes a record leave room for, far beyond any plan that makes sense.
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>The count, or an error on the result.</summary>
    public static long? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, out var count))
        {
            return count;
        }

        result.AddError($"'{text}' is not a count such as 5000, 100k, 1.5M or 2B.");
        return null;
    }

    /// <summary>True for a whole count of at least 1.</summary>
    public static bool TryParse(string text, out long count)
    {
        count = 0;
        var unit = text.Length == 0 ? 1 : Unit(text[^1]);
        var number = unit == 1 ? text : text[..^1];
        if (
            !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value > Most / unit
            || value * unit < 1
            || value * unit % 1 != 0
        )
        {
            return false;
        }

        count = (long)(value * unit);
        return true;
    }

    private static decimal Unit(char suffix) =>
        char.ToUpperInvariant(suffix) switch
        {
            'K' => 1_000,
            'M' => 1_000_000,
            'B' or 'G' => 1_000_000_000,
            _ => 1,
        };
}
