using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Checks;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Instructions;
using Distill.Core.Samples;

namespace Distill.Cli.Comparing;

/// <summary>Measures two files of answers by label, by text or by checks, as an evaluation run would.</summary>
internal static class AnswerEvaluation
{
    /// <summary>The report.</summary>
    /// <param name="mode">What is measured.</param>
    /// <param name="baseline">The answers to measure against.</param>
    /// <param name="candidate">The new answers.</param>
    /// <param name="expected">Expected labels or references by id; of checks it may be empty.</param>
    /// <param name="format">How a label is read.</param>
    /// <param name="checks">The programs, in the mode that checks.</param>
    /// <param name="slices">Fields to slice by.</param>
    /// <param name="now">The time of the report.</param>
    public static EvaluationReport Measure(
        EvaluationMode mode,
        AnswerFile baseline,
        AnswerFile candidate,
        IReadOnlyDictionary<string, string> expected,
        AnswerFormat format,
        IReadOnlyList<AnswerCheck> checks,
        IReadOnlyList<SliceField> slices,
        DateTimeOffset now
    )
    {
        var answered = candidate
            .Samples.Where(sample => sample.Answer is not null && baseline.Answers.ContainsKey(sample.Id))
            .Where(sample => mode == EvaluationMode.Checks || expected.ContainsKey(sample.Id))
            .ToList();
        var items = answered
            .Select(sample => Item(sample, baseline.Answers[sample.Id], expected.GetValueOrDefault(sample.Id), mode, slices))
            .OfType<EvaluationItem>()
            .ToList();
        var settings = new EvaluationSettings
        {
            Name = $"{Path.GetFileName(baseline.Name)} and {Path.GetFileName(candidate.Name)}",
            Mode = mode,
            Candidate = new MeasuredModel { Name = Path.GetFileNameWithoutExtension(candidate.Name) },
            Baseline = new MeasuredModel { Name = Path.GetFileNameWithoutExtension(baseline.Name) },
            EvaluationSet = Path.GetFileName(candidate.Name),
            Format = format,
            Checks = checks,
        };
        var report = EvaluationMeasurer.Measure(settings, items, [], [], now).Report;
        return report with
        {
            LeftOut = new Dictionary<string, long>
            {
                ["only in the baseline, or without an expected answer"] = baseline.Answers.Count - answered.Count,
                ["with instructions that cannot be read"] = answered.Count - items.Count,
            },
        };
    }

    private static EvaluationItem? Item(
        Sample sample,
        string baseline,
        string? expected,
        EvaluationMode mode,
        IReadOnlyList<SliceField> slices
    )
    {
        var item = new EvaluationItem
        {
            Id = sample.Id,
            Prompt = sample.Prompt,
            Candidate = sample.Answer!,
            Baseline = baseline,
            Reference = mode == EvaluationMode.Texts ? expected : null,
            Expected = mode == EvaluationMode.Labels ? expected : null,
            Slices = SliceField.Of(sample, slices),
        };
        try
        {
            return mode == EvaluationMode.Checks ? item with { Instructions = InstructionFields.Read(sample) } : item;
        }
        catch (InvalidSettingException)
        {
            return null;
        }
    }
}
