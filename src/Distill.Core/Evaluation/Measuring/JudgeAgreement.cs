using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Holds verdicts against people's labels. Pure.</summary>
internal static class JudgeAgreement
{
    private static readonly JsonSerializerOptions LineJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One judge against people, by dimension; dimensions without a label are left out.</summary>
    public static IReadOnlyList<DimensionCalibration> Of(
        EvaluationSettings settings,
        IReadOnlyDictionary<string, JudgedAnswer> answers,
        IReadOnlyList<HumanLabel> labels
    ) =>
        Of(
            settings,
            Comparable(settings, labels),
            label => answers.TryGetValue(label.Id, out var answer) ? (true, Verdict(settings, answer, label.Dimension)) : (false, null)
        );

    /// <summary>What decides (the only judge, or the panel) against people.</summary>
    public static IReadOnlyList<DimensionCalibration> Of(
        EvaluationSettings settings,
        IReadOnlyList<ItemMeasure> measures,
        IReadOnlyList<HumanLabel> labels
    )
    {
        var byId = measures.ToDictionary(measure => measure.Item.Id, StringComparer.Ordinal);
        return Of(
            settings,
            Comparable(settings, labels),
            label => byId.TryGetValue(label.Id, out var measure) ? (true, Verdict(measure, label.Dimension)) : (false, null)
        );
    }

    /// <summary>What decides, or one judge alone, against people's choices between two answers: the whole, since that is what people chose by.</summary>
    /// <param name="settings">How verdicts are combined, and when a judge is trusted.</param>
    /// <param name="verdicts">The choices.</param>
    /// <param name="judge">The judge alone; null is all of them together.</param>
    public static IReadOnlyList<DimensionCalibration> Of(EvaluationSettings settings, PeopleVerdicts verdicts, JudgeVerdicts? judge = null)
    {
        var said = Outcomes(settings, verdicts.People.Choices, judge is null ? verdicts.Judges : [judge]);
        return
        [
            JudgeCalibration.Of(
                PairGroup.Overall,
                ConfusionMatrix.Of(verdicts.People.Choices.Zip(said, (choice, outcome) => (choice.Label, outcome))),
                settings.Calibration
            ),
        ];
    }

    /// <summary>The trail of a calibration, a JSON object a line: each decision with what each judge says of the same two answers.</summary>
    public static IEnumerable<string> Lines(EvaluationSettings settings, PeopleVerdicts verdicts)
    {
        var choices = verdicts.People.Choices;
        var said = verdicts.Judges.Select(judge => (judge.Judge, Outcomes: Outcomes(settings, choices, [judge]).ToList())).ToList();
        return choices.Select(
            (choice, index) =>
                ChoiceSample
                    .Line(choice, said.Select(judge => KeyValuePair.Create(judge.Judge, judge.Outcomes[index])))
                    .ToJsonString(LineJson)
        );
    }

    // Of scores the higher one is the judge's choice.
    private static IEnumerable<string?> Outcomes(
        EvaluationSettings settings,
        IReadOnlyList<AnnotatedChoice> choices,
        IReadOnlyList<JudgeVerdicts> judges
    ) =>
        JudgeScoring
            .Measure(settings, [.. choices.Select(choice => choice.Item)], judges)
            .Select(measure => Word(measure.Outcome(PairGroup.Overall)));

    private static IReadOnlyList<DimensionCalibration> Of(
        EvaluationSettings settings,
        IReadOnlyList<HumanLabel> labels,
        Func<HumanLabel, (bool Known, string? Verdict)> verdict
    ) =>
        [
            .. labels
                .GroupBy(label => label.Dimension, StringComparer.Ordinal)
                .Select(group =>
                    (
                        Dimension: group.Key,
                        Pairs: group.Select(label => (label, Said: verdict(label))).Where(pair => pair.Said.Known).ToList()
                    )
                )
                .Where(group => group.Pairs.Count > 0)
                .OrderBy(group => group.Dimension, StringComparer.Ordinal)
                .Select(group =>
                    JudgeCalibration.Of(
                        group.Dimension,
                        ConfusionMatrix.Of(group.Pairs.Select(pair => (pair.label.Label, pair.Said.Verdict))),
                        Options(settings)
                    )
                ),
        ];

    // What a judge was not asked, it did not answer wrongly.
    private static IReadOnlyList<HumanLabel> Comparable(EvaluationSettings settings, IReadOnlyList<HumanLabel> labels)
    {
        if (settings.Mode != EvaluationMode.Pairwise)
        {
            return labels;
        }

        var asked = JudgeScoring.Compared(settings);
        return [.. labels.Where(label => asked.Contains(label.Dimension, StringComparer.Ordinal))];
    }

    // On a scale a score that is off by one is less wrong than one off by four.
    private static CalibrationOptions Options(EvaluationSettings settings) =>
        settings.Mode == EvaluationMode.Rubric ? settings.Calibration with { Weights = KappaWeights.Quadratic } : settings.Calibration;

    private static string? Verdict(EvaluationSettings settings, JudgedAnswer answer, string dimension)
    {
        if (settings.Mode == EvaluationMode.Pairwise)
        {
            return Word(answer.By(dimension).Combine(settings.Combination));
        }

        return answer.Candidate is { Error: null } verdict
            ? verdict.Scores.TryGetValue(dimension, out var score)
                ? Text(score)
                : dimension == JudgeScoring.Overall
                    ? Text(verdict.Overall!.Value)
                    : null
            : null;
    }

    private static string? Verdict(ItemMeasure measure, string dimension) =>
        measure.Judged is not null ? Word(measure.Outcome(dimension))
        : measure.Candidate.TryGetValue(dimension, out var value) ? Text(value)
        : null;

    private static string? Word(PairOutcome outcome) => outcome == PairOutcome.Invalid ? null : outcome.ToString().ToLowerInvariant();

    // Medians of a panel and weighted means fall between the scores that people give.
    private static string Text(double score) => Math.Round(score, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
}
