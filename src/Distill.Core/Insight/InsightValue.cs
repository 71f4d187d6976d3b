using System.Globalization;
using Distill.Core.Filtering.Evaluation;

namespace Distill.Core.Insight;

/// <summary>What a field of one sample holds: a number, a text, or nothing.</summary>
/// <param name="Number">The number; NaN for none. A moment is milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Text">The text, cut to <see cref="LongestText"/> UTF-16 units; null for none.</param>
public readonly record struct InsightValue(double Number, string? Text)
{
    /// <summary>Units after which a text is cut: values are told apart and shown, not kept.</summary>
    public const int LongestText = 256;

    /// <summary>Nothing.</summary>
    public static InsightValue Missing => new(double.NaN, null);

    /// <summary>True when there is neither.</summary>
    public bool IsMissing => double.IsNaN(Number) && Text is null;

    /// <summary>A number; one that is not finite is nothing.</summary>
    public static InsightValue Of(double number) => new(double.IsFinite(number) ? number : double.NaN, null);

    /// <summary>A text, or nothing.</summary>
    public static InsightValue Of(string? text) => new(double.NaN, Cut(text));

    /// <summary>Microseconds since 1970.</summary>
    internal static InsightValue OfTime(long micros) => Of(micros / 1000.0);

    /// <summary>A value of a filter: numbers and moments as numbers, lists as their number of items, everything else as it is shown.</summary>
    internal static InsightValue Of(in FilterValue value) =>
        value.Kind switch
        {
            FilterValueKind.Missing => Missing,
            FilterValueKind.Number or FilterValueKind.List => Of(value.Number),
            FilterValueKind.Time => OfTime(value.Whole),
            _ => Of(value.Shown),
        };

    /// <inheritdoc />
    public override string ToString() => Text ?? (IsMissing ? "" : Number.ToString("R", CultureInfo.InvariantCulture));

    private static string? Cut(string? text) =>
        text is null || text.Length <= LongestText
            ? text
            : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText), "…");
}
