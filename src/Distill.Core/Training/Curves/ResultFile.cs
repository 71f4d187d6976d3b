using System.Globalization;

namespace Distill.Core.Training.Curves;

/// <summary>Reads a loss curve in CSV: the result file of a fine-tuning job, as OpenAI and Azure OpenAI write it, and the tables of common trainers and trackers.</summary>
/// <remarks>
/// Columns are known by name, whatever their case; what a tracker puts before them (<c>run-7 - train/loss</c>) is passed over. Without a step, rows
/// are counted. Fields are separated by commas, semicolons or tabs.
/// </remarks>
public static class ResultFile
{
    // OpenAI and Azure name the same columns differently.
    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["step"] = nameof(LossPoint.Step),
        ["steps"] = nameof(LossPoint.Step),
        ["global_step"] = nameof(LossPoint.Step),
        ["current_steps"] = nameof(LossPoint.Step),
        ["iteration"] = nameof(LossPoint.Step),
        ["iter"] = nameof(LossPoint.Step),
        ["loss"] = nameof(LossPoint.TrainLoss),
        ["value"] = nameof(LossPoint.TrainLoss),
        ["train_loss"] = nameof(LossPoint.TrainLoss),
        ["training_loss"] = nameof(LossPoint.TrainLoss),
        ["train_accuracy"] = nameof(LossPoint.TrainAccuracy),
        ["train_mean_token_accuracy"] = nameof(LossPoint.TrainAccuracy),
        ["training_token_accuracy"] = nameof(LossPoint.TrainAccuracy),
        ["valid_loss"] = nameof(LossPoint.ValidationLoss),
        ["validation_loss"] = nameof(LossPoint.ValidationLoss),
        ["valid_mean_token_accuracy"] = nameof(LossPoint.ValidationAccuracy),
        ["valid_accuracy"] = nameof(LossPoint.ValidationAccuracy),
        ["validation_mean_token_accuracy"] = nameof(LossPoint.ValidationAccuracy),
        ["validation_token_accuracy"] = nameof(LossPoint.ValidationAccuracy),
        ["accuracy"] = nameof(LossPoint.TrainAccuracy),
        ["mean_token_accuracy"] = nameof(LossPoint.TrainAccuracy),
        ["eval_loss"] = nameof(LossPoint.FullValidationLoss),
        ["val_loss"] = nameof(LossPoint.FullValidationLoss),
        ["eval_accuracy"] = nameof(LossPoint.FullValidationAccuracy),
        ["eval_mean_token_accuracy"] = nameof(LossPoint.FullValidationAccuracy),
        ["val_accuracy"] = nameof(LossPoint.FullValidationAccuracy),
        ["full_valid_loss"] = nameof(LossPoint.FullValidationLoss),
        ["full_validation_loss"] = nameof(LossPoint.FullValidationLoss),
        ["full_valid_mean_token_accuracy"] = nameof(LossPoint.FullValidationAccuracy),
        ["full_validation_mean_token_accuracy"] = nameof(LossPoint.FullValidationAccuracy),
    };

    private static IEnumerable<string> Losses =>
        Columns.Where(column => column.Value.EndsWith("Loss", StringComparison.Ordinal)).Select(column => column.Key);

    /// <summary>The curve in a CSV text; bad lines are skipped and named, columns that are not known are ignored.</summary>
    public static LossCurve Parse(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var delimiter = Delimiter(lines[0]);
        var header = lines[0].Split(delimiter).Select(Column).ToArray();
        if (header.All(name => name is null or nameof(LossPoint.Step)))
        {
            return new LossCurve([], [$"line 1: there is no column of losses in '{lines[0]}'; known are {string.Join(", ", Losses)}"]);
        }

        var stepless = !header.Contains(nameof(LossPoint.Step), StringComparer.Ordinal);
        var points = new SortedDictionary<int, LossPoint>();
        var skipped = new List<string>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            if (Read(header, lines[i].Split(delimiter), stepless ? i : null, out var wrong) is { } point)
            {
                // A job that was restarted writes a step again; the later line is the one that counts.
                points[point.Step] = point;
            }
            else
            {
                skipped.Add($"line {i + 1}: {wrong}");
            }
        }

        return new LossCurve([.. points.Values], skipped);
    }

    /// <summary>A number as trainers write it, NaN and infinities too; null when it is none.</summary>
    internal static double? Number(string field) =>
        field.ToLowerInvariant() switch
        {
            "nan" or "-nan" => double.NaN,
            "inf" or "+inf" or "infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            _ => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
        };

    /// <summary>The property that a column or field is, or null.</summary>
    internal static string? Column(string name)
    {
        var key = name.Trim().Trim('"').Trim();
        key = key[(key.LastIndexOf(" - ", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..].Replace('/', '_').Replace(' ', '_');
        return Columns.GetValueOrDefault(key);
    }

    private static char Delimiter(string header) => "\t;,".FirstOrDefault(header.Contains, ',');

    private static LossPoint? Read(string?[] header, string[] fields, int? row, out string wrong)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(header.Length, fields.Length); i++)
        {
            var field = fields[i].Trim().Trim('"');
            if (header[i] is not { } name || field.Length == 0)
            {
                continue;
            }

            if (Number(field) is not { } value)
            {
                wrong = $"{name} '{field}' is not a number";
                return null;
            }

            // A tracker's table may hold several runs; the first one that has a value counts.
            _ = values.TryAdd(name, value);
        }

        wrong = "";
        var step = row ?? values.GetValueOrDefault(nameof(LossPoint.Step), double.NaN);
        if (step is >= 0 and <= int.MaxValue)
        {
            return Point((int)step, values);
        }

        wrong = "the step is missing or out of range";
        return null;
    }

    /// <summary>The point of a step's values by property.</summary>
    internal static LossPoint Point(int step, Dictionary<string, double> values) =>
        new()
        {
            Step = step,
            TrainLoss = Value(values, nameof(LossPoint.TrainLoss)),
            TrainAccuracy = Value(values, nameof(LossPoint.TrainAccuracy)),
            ValidationLoss = Value(values, nameof(LossPoint.ValidationLoss)),
            ValidationAccuracy = Value(values, nameof(LossPoint.ValidationAccuracy)),
            FullValidationLoss = Value(values, nameof(LossPoint.FullValidationLoss)),
            FullValidationAccuracy = Value(values, nameof(LossPoint.FullValidationAccuracy)),
        };

    private static double? Value(Dictionary<string, double> values, string name) => values.TryGetValue(name, out var value) ? value : null;
}
