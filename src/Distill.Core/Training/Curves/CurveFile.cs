using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Distill.Core.Training.Curves;

/// <summary>Reads a loss curve from any of the files that trainers write; the format is found by the content. Never throws on a file.</summary>
public static class CurveFile
{
    private const string Known =
        "a result file of OpenAI or Azure OpenAI, trainer_state.json of Hugging Face, trainer_log.jsonl of LLaMA-Factory, and CSV with a header that names a loss";

    /// <summary>The curve in a file's text, which may be in base64, as OpenAI serves result files.</summary>
    public static CurveReading Read(string text)
    {
        text = Plain(text);
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        var reading =
            start.IsEmpty ? Failed(CurveFormat.Csv, "The file is empty.")
            : start[0] is not ('{' or '[') ? Csv(text)
            : Document(text) ?? Lines(text);
        return reading is { Error: null, Curve.Points.Count: 0 } ? reading with { Error = NoLoss(reading.Curve) } : reading;
    }

    // Commas and braces are never in base64. A table of one column may look like it, but what is in it is then no text.
    private static string Plain(string text)
    {
        if (text.AsSpan().ContainsAny(",;\t{[") || !Base64.IsValid(text.AsSpan(), out var length) || length == 0)
        {
            return text;
        }

        var plain = Convert.FromBase64String(text);
        return Utf8.IsValid(plain) && plain.AsSpan().ContainsAny(",;\t{["u8) ? Encoding.UTF8.GetString(plain) : text;
    }

    private static CurveReading Csv(string text) => new(CurveFormat.Csv, ResultFile.Parse(text), null, null, []);

    /// <summary>One JSON document: a trainer state or a list of its log entries; null when the text is no single document.</summary>
    private static CurveReading? Document(string text)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(PythonJson.Quote(text.TrimStart('\uFEFF')));
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Several documents, one a line, or a file that was cut off; the lines tell.
            return null;
        }

        var state = root.ValueKind == JsonValueKind.Object ? root : default;
        var history = state.ValueKind == JsonValueKind.Object && state.TryGetProperty("log_history", out var found) ? found : root;
        var log = new TrainerLog();
        if (history.ValueKind != JsonValueKind.Array)
        {
            // A log of one line is a document as well.
            log.Add(root, "line 1");
            return new CurveReading(CurveFormat.JsonLines, log.Curve, null, log.Epochs, []);
        }

        foreach (var (i, entry) in history.EnumerateArray().Index())
        {
            log.Add(entry, $"entry {i + 1}");
        }

        return new CurveReading(CurveFormat.HuggingFace, log.Curve, null, Epochs(state) ?? log.Epochs, Checkpoints(state));
    }

    private static CurveReading Lines(string text)
    {
        var log = new TrainerLog();
        foreach (var (i, line) in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(PythonJson.Quote(line));
                log.Add(document.RootElement.Clone(), $"line {i + 1}");
            }
            catch (JsonException exception)
            {
                log.Skip($"line {i + 1}: not JSON ({exception.Message})");
            }
        }

        return new CurveReading(CurveFormat.JsonLines, log.Curve, null, log.Epochs, []);
    }

    private static int? Epochs(JsonElement state) =>
        state.ValueKind == JsonValueKind.Object
        && state.TryGetProperty("num_train_epochs", out var epochs)
        && epochs.TryGetDouble(out var value)
        && value > 0
            ? (int)Math.Ceiling(Math.Min(value, int.MaxValue))
            : null;

    // The trainer names only its best checkpoint: a folder "checkpoint-STEP" and the metric it was chosen by.
    private static IReadOnlyList<FineTuningCheckpoint> Checkpoints(JsonElement state)
    {
        if (
            state.ValueKind != JsonValueKind.Object
            || !state.TryGetProperty("best_model_checkpoint", out var best)
            || best.ValueKind != JsonValueKind.String
        )
        {
            return [];
        }

        var name = best.GetString()!.Replace('\\', '/').TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        return int.TryParse(name[(name.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? [new FineTuningCheckpoint(name, step, null)]
            : [];
    }

    private static string NoLoss(LossCurve curve) =>
        curve.Skipped.Count > 0
            ? $"The file holds no loss that can be read: {curve.Skipped[0]}. Read are {Known}."
            : $"The file holds no loss. Read are {Known}.";

    private static CurveReading Failed(CurveFormat format, string error) =>
        new(format, LossCurve.Empty, $"{error} Read are {Known}.", null, []);
}
