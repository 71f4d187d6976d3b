using System.Text.Json;
using Distill.Cli.Failures;
using Distill.Core.Training;

namespace Distill.Cli.Diagnosis;

/// <summary>Reads the checkpoints of a job: the list that OpenAI's API answers with (<c>data</c>), or a plain JSON array of <c>{model, step, validation_loss}</c>.</summary>
internal static class CheckpointFile
{
    private const string Remedy =
        "give OpenAI's list of checkpoints, or [{\"model\": \"…\", \"step\": 100, \"validation_loss\": 0.4}]; the loss may be left out";

    /// <summary>The checkpoints in a text.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">Where it comes from, for messages.</param>
    /// <exception cref="CliException">It is no such list.</exception>
    public static IReadOnlyList<FineTuningCheckpoint> Parse(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) ? data : root;
            return list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select((entry, index) => Read(entry, $"{path}, entry {index + 1}"))]
                : throw CliException.Usage("the file holds no list of checkpoints", path, Remedy);
        }
        catch (JsonException wrong)
        {
            throw CliException.Usage("the file of checkpoints is not JSON", $"{path}, line {wrong.LineNumber + 1}", Remedy, wrong);
        }
    }

    private static FineTuningCheckpoint Read(JsonElement entry, string where)
    {
        var model = Field(entry, "fine_tuned_model_checkpoint", "model");
        var step = Field(entry, "step_number", "step");
        var loss = Field(
            Field(entry, "metrics") is { ValueKind: JsonValueKind.Object } metrics ? metrics : entry,
            "full_valid_loss",
            "validation_loss"
        );
        return model.ValueKind == JsonValueKind.String && step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out var number)
            ? new FineTuningCheckpoint(model.GetString()!, number, loss.ValueKind == JsonValueKind.Number ? loss.GetDouble() : null)
            : throw CliException.Usage("a checkpoint needs a model and a step", where, Remedy);
    }

    private static JsonElement Field(JsonElement entry, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value))
            {
                return value;
            }
        }

        return default;
    }
}
