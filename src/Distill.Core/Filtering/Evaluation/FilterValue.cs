using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.Core.Filtering.Evaluation;

/// <summary>The value of a field of one sample, without an allocation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text.</param>
/// <param name="Number">The number; items of a list.</param>
/// <param name="Whole">Microseconds of a moment; 1 for true.</param>
/// <param name="Node">The JSON value that it was read from, if any.</param>
internal readonly record struct FilterValue(
    FilterValueKind Kind,
    string? Text = null,
    double Number = 0,
    long Whole = 0,
    JsonNode? Node = null
)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A missing value.</summary>
    public static FilterValue Missing => default;

    /// <summary>A text, missing when null.</summary>
    public static FilterValue Of(string? text) => text is null ? default : new(FilterValueKind.Text, text);

    /// <summary>A number.</summary>
    public static FilterValue Of(double number) => new(FilterValueKind.Number, null, number);

    /// <summary>A moment.</summary>
    public static FilterValue OfTime(long micros) => new(FilterValueKind.Time, null, 0, micros);

    /// <summary>A list.</summary>
    public static FilterValue OfList(int count) => new(FilterValueKind.List, null, count);

    /// <summary>A JSON value.</summary>
    public static FilterValue Of(JsonNode? node) =>
        node switch
        {
            null => default,
            JsonArray array => OfList(array.Count) with { Node = array },
            JsonValue value => Scalar(value) with { Node = value },
            _ => new(FilterValueKind.Structure) { Node = node },
        };

    /// <summary>The value as a number: numbers, and texts that are one.</summary>
    public bool TryNumber(out double number)
    {
        number = Number;
        return (Kind == FilterValueKind.Number && !double.IsNaN(number))
            || (Kind == FilterValueKind.Text && ScalarText.TryNumber(Text, out number));
    }

    /// <summary>The value as a moment: moments, texts that are one, and numbers as seconds or milliseconds since 1970.</summary>
    public bool TryTime(out long micros)
    {
        micros = Whole;
        return Kind switch
        {
            FilterValueKind.Time => true,
            FilterValueKind.Text => ScalarText.TryTime(Text, out micros),
            FilterValueKind.Number => ScalarText.TryTime(Number, out micros),
            _ => false,
        };
    }

    /// <summary>The value as true or false: truth values, and the texts <c>true</c> and <c>false</c>.</summary>
    public bool TryFlag(out bool flag)
    {
        flag = Kind == FilterValueKind.Flag ? Whole != 0 : Text == "true";
        return Kind == FilterValueKind.Flag || (Kind == FilterValueKind.Text && Text is "true" or "false");
    }

    /// <summary>The value as it is shown and written: texts as they are, everything else as its JSON; null when missing.</summary>
    public string? Shown =>
        Kind switch
        {
            FilterValueKind.Missing => null,
            FilterValueKind.Text => Text,
            FilterValueKind.Time => ScalarText.Time(Whole),
            FilterValueKind.Number => Node?.ToJsonString() ?? Number.ToString("R", CultureInfo.InvariantCulture),
            FilterValueKind.Flag => Whole != 0 ? "true" : "false",
            _ => Node?.ToJsonString(Relaxed),
        };

    private static FilterValue Scalar(JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.String => Of(value.GetValue<string>()),
            JsonValueKind.True => new(FilterValueKind.Flag, null, 0, 1),
            JsonValueKind.False => new(FilterValueKind.Flag),
            JsonValueKind.Number => Of(NumberOf(value)),
            _ => default,
        };

    // A node that code made holds the type it was made with; a parsed one gives any. A number beyond all doubles compares with nothing.
    private static double NumberOf(JsonValue value) =>
        (value.TryGetValue<double>(out var number) || ScalarText.TryNumber(value.ToJsonString(), out number)) && double.IsFinite(number)
            ? number
            : double.NaN;
}
