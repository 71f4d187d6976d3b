using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Distill.Core.Reporting.Turns;

/// <summary>The report of a turn as JSON: snake_case names, enumerations as snake_case words, Chinese as it is.</summary>
public static class TurnJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Renders it.</summary>
    public static string Render(TurnReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    /// <summary>Reads a rendered report.</summary>
    /// <exception cref="JsonException">The text is no report of a turn.</exception>
    public static TurnReport Parse(string json) =>
        JsonSerializer.Deserialize<TurnReport>(json, Options) ?? throw new JsonException("The text is the JSON null, not a report.");
}
