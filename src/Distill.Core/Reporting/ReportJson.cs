using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Distill.Core.Reporting;

/// <summary>Renders a report as JSON: snake_case names, enumerations as snake_case words, Chinese as it is, null for what is unknown.</summary>
public static class ReportJson
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
    public static string Render(RunReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    /// <summary>Reads a rendered report.</summary>
    /// <exception cref="JsonException">The text is no report.</exception>
    public static RunReport Parse(string json) =>
        JsonSerializer.Deserialize<RunReport>(json, Options) ?? throw new JsonException("The text is the JSON null, not a report.");
}
