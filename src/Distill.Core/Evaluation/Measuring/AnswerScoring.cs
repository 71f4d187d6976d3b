using Distill.Core.Evaluation.Checks;
using Distill.Core.Evaluation.Text;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Measures answers without a judge: by label, by text, by checks. Pure.</summary>
internal static class AnswerScoring
{
    public const string Accuracy = "accuracy";
    public const string AllChecks = "all_checks";
    private const string JsonFields = "json_fields";
    private static readonly MetricScale[] TextScales =
    [
        new("rouge_l"),
        new("exact_match"),
        new("rouge_1"),
        new("rouge_2"),
        new(JsonFields),
    ];

    /// <summary>The metrics of a mode without a judge.</summary>
    public static IReadOnlyList<MetricScale> Scales(EvaluationSettings settings) =>
        settings.Mode switch
        {
            EvaluationMode.Labels => [new MetricScale(Accuracy)],
            EvaluationMode.Texts => TextScales,
            _ => [new MetricScale(AllChecks), .. settings.Checks.Select(check => new MetricScale(check.Name))],
        };

    /// <summary>The measures of the items, in their order.</summary>
    public static IEnumerable<ItemMeasure> Measure(EvaluationSettings settings, IReadOnlyList<EvaluationItem> items)
    {
        var extractor = settings.Mode == EvaluationMode.Labels ? AnswerExtractor.Create(settings.Format) : null;
        foreach (var item in items)
        {
            var notes = new List<string>();
            var candidate = Values(settings, extractor, item, item.Candidate, notes);
            yield return new ItemMeasure
            {
                Item = item,
                Candidate = candidate,
                Baseline = item.Baseline is { } baseline
                    ? Values(settings, extractor, item, baseline, [])
                    : new Dictionary<string, double>(),
                Notes = notes,
            };
        }
    }

    private static Dictionary<string, double> Values(
        EvaluationSettings settings,
        AnswerExtractor? extractor,
        EvaluationItem item,
        string answer,
        List<string> notes
    ) =>
        settings.Mode switch
        {
            EvaluationMode.Labels => Label(extractor!, item, answer, notes),
            EvaluationMode.Texts => Text(item, answer),
            _ => Checked(settings.Checks, item, answer, notes),
        };

    private static Dictionary<string, double> Label(AnswerExtractor extractor, EvaluationItem item, string answer, List<string> notes)
    {
        if (item.Expected is not { } expected)
        {
            return [];
        }

        var value = extractor.Extract(answer);
        notes.Add(value.Value is { } label ? $"answered {label}, expected {expected}" : $"{value.Reason}, expected {expected}");
        return new Dictionary<string, double> { [Accuracy] = value.Value == expected ? 1 : 0 };
    }

    private static Dictionary<string, double> Text(EvaluationItem item, string answer)
    {
        if (item.Reference is not { } reference)
        {
            return [];
        }

        var metrics = TextMetrics.Of(answer, reference);
        var values = new Dictionary<string, double>
        {
            ["exact_match"] = metrics.Exact,
            ["rouge_1"] = metrics.RougeSums[0],
            ["rouge_2"] = metrics.RougeSums[1],
            ["rouge_l"] = metrics.RougeSums[2],
        };
        if (reference.AsSpan().TrimStart().StartsWith("{") && JsonObjectFinder.Find(reference).Count > 0)
        {
            var match = JsonFieldMatch.Of(answer, reference);
            values[JsonFields] = match.Expected == 0 ? (match.IsExact ? 1 : 0) : (double)match.Matched / match.Expected;
        }

        return values;
    }

    private static Dictionary<string, double> Checked(
        IReadOnlyList<AnswerCheck> checks,
        EvaluationItem item,
        string answer,
        List<string> notes
    )
    {
        var values = new Dictionary<string, double>();
        foreach (var check in checks)
        {
            if (check.Check(item, answer) is not { } result)
            {
                continue;
            }

            values[check.Name] = result.Passed ? 1 : 0;
            if (!result.Passed)
            {
                notes.AddRange(
                    result.Findings.Where(finding => !finding.Passed).Select(finding => $"{check.Name}: {finding.Name} {finding.Message}")
                );
            }
        }

        if (values.Count > 0)
        {
            values[AllChecks] = values.Values.Min();
        }

        return values;
    }
}
