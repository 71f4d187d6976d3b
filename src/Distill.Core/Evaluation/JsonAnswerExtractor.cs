using System.Text.Json;

namespace Distill.Core.Evaluation;

/// <summary>The value is a field of a JSON object in the answer.</summary>
/// <remarks>Of several objects the last one that has the field counts: models that think aloud, or repeat the format asked for, answer last.</remarks>
internal sealed class JsonAnswerExtractor : AnswerExtractor
{
    private readonly string[] _path;

    public JsonAnswerExtractor(AnswerFormat format)
        : base(format)
    {
        _path = format.Field?.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (_path.Length == 0)
        {
            throw new InvalidSettingException(
                "The answer format 'json' needs 'field', the path of the value in the object, for example 'data'."
            );
        }
    }

    private protected override ExtractedAnswer Read(string answer)
    {
        var objects = JsonObjectFinder.Find(answer);
        if (objects.Count == 0)
        {
            return ExtractedAnswer.Invalid("no_json");
        }

        var fields = objects.Select(candidate => JsonObjectFinder.At(candidate, _path)).OfType<JsonElement>().ToList();
        return fields.Count == 0 ? ExtractedAnswer.Invalid("field_missing") : Value(fields[^1]);
    }

    private static ExtractedAnswer Value(JsonElement field) =>
        field.ValueKind switch
        {
            JsonValueKind.String when field.GetString() is { } text && !string.IsNullOrWhiteSpace(text) => ExtractedAnswer.Of(text.Trim()),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => ExtractedAnswer.Of(field.GetRawText()),
            _ => ExtractedAnswer.Invalid("field_not_a_value"),
        };
}
