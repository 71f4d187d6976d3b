using System.Text.Json;
using System.Text.Json.Serialization;
using Distill.Core.Evaluation.Calibrating;

namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>Reads a calibration written in short, as the prefix of labels, or in full.</summary>
internal sealed class CalibrationSpecConverter : JsonConverter<CalibrationSpec>
{
    public override CalibrationSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new CalibrationSpec { Labels = reader.GetString() };
        }

        var parts = JsonSerializer.Deserialize<Parts>(ref reader, Web)!;
        return new CalibrationSpec
        {
            Labels = parts.Labels,
            Annotations = parts.Annotations,
            Round = parts.Round,
            Limit = parts.Limit ?? AnnotationSource.DefaultLimit,
        };
    }

    public override void Write(Utf8JsonWriter writer, CalibrationSpec value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Parts(value.Labels, value.Annotations, value.Round, value.Limit), Web);

    private static JsonSerializerOptions Web => JsonSerializerOptions.Web;

    private sealed record Parts(string? Labels, string? Annotations, string? Round, int? Limit);
}
