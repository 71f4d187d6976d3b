using System.Text.Json;

namespace Distill.Core.Training.Curves;

/// <summary>Collects the log entries of a trainer: one for the training loss of a step, another for its evaluation.</summary>
internal sealed class TrainerLog
{
    private readonly SortedDictionary<int, Dictionary<string, double>> _steps = [];
    private readonly List<string> _skipped = [];
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private string? _evaluation;
    private double _epochs;

    /// <summary>The curve so far.</summary>
    public LossCurve Curve => new([.. _steps.Select(step => ResultFile.Point(step.Key, step.Value))], _skipped);

    /// <summary>The last epoch logged, rounded up; null when none was.</summary>
    public int? Epochs => _epochs > 0 ? (int)Math.Ceiling(_epochs) : null;

    /// <summary>Leaves an entry out and says why.</summary>
    public void Skip(string reason) => _skipped.Add(reason);

    /// <summary>Takes an entry in.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="place">Where it stands, for messages.</param>
    public void Add(JsonElement entry, string place)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            Skip($"{place}: not a JSON object");
            return;
        }

        // The summary at the end repeats the mean loss of the whole training, which is no point of the curve.
        if (entry.TryGetProperty("train_runtime", out _))
        {
            return;
        }

        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var property in entry.EnumerateObject())
        {
            if (Name(property.Name) is not { } name || property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (Number(property.Value) is not { } value)
            {
                Skip($"{place}: {property.Name} '{property.Value}' is not a number");
                return;
            }

            _ = values.TryAdd(name, value);
        }

        Merge(entry, values, place);
    }

    private void Merge(JsonElement entry, Dictionary<string, double> values, string place)
    {
        if (entry.TryGetProperty("epoch", out var epoch) && Number(epoch) is { } passed && double.IsFinite(passed))
        {
            _epochs = Math.Max(_epochs, Math.Min(passed, int.MaxValue));
        }

        var hasStep = values.Remove(nameof(LossPoint.Step), out var step);
        if (values.Count == 0)
        {
            return;
        }

        if (!hasStep || step is not (>= 0 and <= int.MaxValue))
        {
            Skip($"{place}: the step is missing or out of range");
            return;
        }

        RevealBrokenLoss(entry, values);
        if (!_steps.TryGetValue((int)step, out var present))
        {
            _steps[(int)step] = present = new Dictionary<string, double>(StringComparer.Ordinal);
        }

        foreach (var (name, value) in values)
        {
            // A training that was resumed logs a step again; the later entry is the one that counts.
            present[name] = value;
        }
    }

    // The Trainer hides a loss that is NaN by default (logging_nan_inf_filter) and logs 0 in its place; the gradient's norm gives it away.
    private static void RevealBrokenLoss(JsonElement entry, Dictionary<string, double> values)
    {
        if (
            values.GetValueOrDefault(nameof(LossPoint.TrainLoss), 1) == 0
            && entry.TryGetProperty("grad_norm", out var norm)
            && Number(norm) is { } value
            && !double.IsFinite(value)
        )
        {
            values[nameof(LossPoint.TrainLoss)] = double.NaN;
        }
    }

    // Evaluation on several sets names each, eval_SET_loss. A curve is of one set: the first that is met.
    private string? Name(string field)
    {
        if (ResultFile.Column(field) is { } known)
        {
            return known;
        }

        if (!field.StartsWith("eval_", StringComparison.Ordinal) || !field.EndsWith("_loss", StringComparison.Ordinal))
        {
            return null;
        }

        _evaluation ??= field;
        if (field != _evaluation && _left.Add(field))
        {
            Skip($"{field} left out: the curve follows {_evaluation}");
        }

        return field == _evaluation ? nameof(LossPoint.FullValidationLoss) : null;
    }

    private static double? Number(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var number) => number,
            JsonValueKind.String => ResultFile.Number(value.GetString()!),
            _ => null,
        };
}
