using System.Text.Json;
using Distill.Core.Filtering;

namespace Distill.DuckDb.Filtering;

/// <summary>Reads texts, and scalar JSON values by their text, as a filter does. Thread-safe.</summary>
internal static class ScalarReading
{
    /// <summary>The number that a text is.</summary>
    public static double? Number(string text) => ScalarText.TryNumber(text, out var number) ? number : null;

    /// <summary>The time that a text is, in microseconds since 1970.</summary>
    public static long? Time(string text) => ScalarText.TryTime(text, out var micros) ? micros : null;

    /// <summary>The truth value that a text is.</summary>
    public static bool? Flag(string text) =>
        text switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        };

    /// <summary>A JSON number, or a text that is one.</summary>
    public static double? JsonNumber(string json) => Number(Unquoted(json));

    /// <summary>A text that is a time, or a number of seconds or milliseconds.</summary>
    public static long? JsonTime(string json) =>
        IsText(json) ? Time(Unquoted(json))
        : Number(json) is { } number && ScalarText.TryTime(number, out var micros) ? micros
        : null;

    /// <summary>A truth value, or a text that is one.</summary>
    public static bool? JsonFlag(string json) => Flag(Unquoted(json));

    private static bool IsText(string json) => json is ['"', ..];

    private static string Unquoted(string json) =>
        !IsText(json) ? json
        : json.Contains('\\', StringComparison.Ordinal) ? JsonSerializer.Deserialize<string>(json)!
        : json[1..^1];
}
