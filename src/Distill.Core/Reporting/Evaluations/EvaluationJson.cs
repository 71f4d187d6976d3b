using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Distill.Core.Evaluation.Measuring;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>An evaluation report as JSON: snake_case names, enumerations as snake_case words, Chinese as it is.</summary>
public static class EvaluationJson
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
    public static string Render(EvaluationReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    /// <summary>Reads a rendered report.</summary>
    /// <exception cref="JsonException">The text is no evaluation report.</exception>
    public static EvaluationReport Parse(string json) =>
        JsonSerializer.Deserialize<EvaluationReport>(json, Options) ?? throw new JsonException("The text is the JSON null, not a report.");
}
