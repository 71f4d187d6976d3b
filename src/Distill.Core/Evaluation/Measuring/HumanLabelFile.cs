using System.Globalization;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Reads people's labels: JSON lines with <c>id</c> and <c>scores</c> (by dimension), or <c>dimension</c> and <c>score</c>, or <c>gold</c> (of a pair, where A is the candidate; with <c>dimension</c> by that one).</summary>
public static class HumanLabelFile
{
    private const string Operator = "calibrate";

    /// <summary>The labels of a file; a line that cannot be used is a reject with line, field and reason.</summary>
    /// <param name="content">The file.</param>
    /// <param name="file">Its name for messages.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async IAsyncEnumerable<(HumanLabel? Label, Reject? Reject)> ReadAsync(
        Stream content,
        string file,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var reader = new StreamReader(content);
        for (var line = 1L; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var (labels, problem) = Parse(text);
            foreach (var label in labels)
            {
                yield return (label, null);
            }

            if (problem is { } wrong)
            {
                var detail = new System.Text.Json.Nodes.JsonObject { ["field"] = wrong.Field, ["message"] = wrong.Message };
                yield return (null, new Reject(file, line, null, null, Operator, "bad_label", detail));
            }
        }
    }

    private static (IReadOnlyList<HumanLabel> Labels, (string Field, string Message)? Problem) Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (JsonException wrong)
        {
            return ([], ("", $"the line is no JSON object: {wrong.Message}"));
        }
    }

    private static (IReadOnlyList<HumanLabel>, (string, string)?) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "id") is not { Length: > 0 } id)
        {
            return ([], ("id", "a label needs the id of its sample"));
        }

        if (root.TryGetProperty("scores", out var scores) && scores.ValueKind == JsonValueKind.Object)
        {
            return ([.. scores.EnumerateObject().Select(score => new HumanLabel(id, score.Name, Normal(score.Value)))], null);
        }

        if (root.TryGetProperty("score", out var single))
        {
            return ([new HumanLabel(id, Text(root, "dimension") ?? JudgeScoring.Overall, Normal(single))], null);
        }

        if (Text(root, "gold") is not { } gold)
        {
            return ([], ("scores", "a label needs 'scores', or 'dimension' and 'score', or 'gold' for a pair"));
        }

        return Outcome(gold) is { } outcome
            ? ([new HumanLabel(id, Text(root, "dimension") ?? PairGroup.Overall, outcome)], null)
            : ([], ("gold", $"'{gold}' is no vote; write A (the candidate), B or tie, or good, bad or same"));
    }

    private static string? Outcome(string gold) =>
        gold.Trim().ToLowerInvariant() switch
        {
            "good" or "candidate" => "good",
            "bad" or "baseline" => "bad",
            var word => PairVerdictParser.Token(word) switch
            {
                PairPreference.First => "good",
                PairPreference.Second => "bad",
                PairPreference.Same => "same",
                _ => null,
            },
        };

    // 4 and 4.0 and "4" are one label.
    private static string Normal(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : value.GetRawText()
            : null;
}
