using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Panels;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Measures answers by what judges say; of several the majority decides a comparison, and the median each score. Pure.</summary>
internal static class JudgeScoring
{
    public const string Overall = "overall";

    /// <summary>The metrics of a rubric, the weighted mean first; none for comparisons.</summary>
    public static IReadOnlyList<MetricScale> Scales(EvaluationSettings settings)
    {
        if (settings.Mode == EvaluationMode.Pairwise)
        {
            return [];
        }

        var rubric = settings.Instruction!.ScoredBy;
        var dimensions = rubric.Dimensions.Select(dimension => new MetricScale(dimension.Name, rubric.Scale.Min, rubric.Scale.Max));
        var overall = new MetricScale(Overall, rubric.Scale.Min, rubric.Scale.Max);
        return rubric.Dimensions.Count == 1 ? [.. dimensions] : [overall, .. dimensions];
    }

    /// <summary>What answers are compared by: the whole first, then each dimension that the judges were asked for.</summary>
    public static IReadOnlyList<string> Compared(EvaluationSettings settings) =>
        [PairGroup.Overall, .. settings.Instruction?.Dimensions.Select(dimension => dimension.Name) ?? []];

    /// <summary>The measures of the items, in their order.</summary>
    public static IEnumerable<ItemMeasure> Measure(
        EvaluationSettings settings,
        IReadOnlyList<EvaluationItem> items,
        IReadOnlyList<JudgeVerdicts> judges
    ) => items.Select(item => settings.Mode == EvaluationMode.Pairwise ? Compared(settings, item, judges) : Scored(item, judges));

    private static ItemMeasure Compared(EvaluationSettings settings, EvaluationItem item, IReadOnlyList<JudgeVerdicts> judges)
    {
        var notes = new List<string>();
        foreach (var judge in judges)
        {
            var answer = judge.Answers.GetValueOrDefault(item.Id);
            notes.Add($"{judge.Judge}, candidate first: {Said(answer?.CandidateFirst)}");
            notes.Add($"{judge.Judge}, baseline first: {Said(answer?.BaselineFirst)}");
        }

        return new ItemMeasure
        {
            Item = item,
            Judged = Outcome(PairGroup.Overall),
            JudgedDimensions = Compared(settings).Skip(1).ToDictionary(dimension => dimension, Outcome, StringComparer.Ordinal),
            Notes = notes,
        };

        PairOutcome Outcome(string dimension) =>
            JudgePanel
                .Combine(
                    judges.Select(judge =>
                        judge.Answers.GetValueOrDefault(item.Id)?.By(dimension).Combine(settings.Combination) ?? PairOutcome.Invalid
                    )
                )
                .Outcome;
    }

    private static ItemMeasure Scored(EvaluationItem item, IReadOnlyList<JudgeVerdicts> judges)
    {
        var answers = judges.Select(judge => (judge.Judge, Answer: judge.Answers.GetValueOrDefault(item.Id))).ToList();
        return new ItemMeasure
        {
            Item = item,
            Candidate = Medians(answers.Select(answer => answer.Answer?.Candidate)),
            Baseline = Medians(answers.Select(answer => answer.Answer?.Baseline)),
            Notes = [.. answers.SelectMany(answer => Notes(answer.Judge, answer.Answer?.Candidate, answer.Answer?.Baseline))],
        };
    }

    private static IEnumerable<string> Notes(string judge, RubricVerdict? candidate, RubricVerdict? baseline)
    {
        yield return $"{judge} of the candidate: {Said(candidate)}";
        if (baseline is not null)
        {
            yield return $"{judge} of the baseline: {Said(baseline)}";
        }
    }

    /// <summary>The median of the valid verdicts by dimension and of the whole; empty when none is valid.</summary>
    public static Dictionary<string, double> Medians(IEnumerable<RubricVerdict?> verdicts)
    {
        var valid = verdicts.OfType<RubricVerdict>().Where(verdict => verdict.Error is null).ToList();
        if (valid.Count == 0)
        {
            return [];
        }

        var values = valid[0]
            .Scores.Keys.ToDictionary(
                name => name,
                name => RobustSeries.Median([.. valid.Select(verdict => (double)verdict.Scores[name])]),
                StringComparer.Ordinal
            );
        values[Overall] = RobustSeries.Median([.. valid.Select(verdict => verdict.Overall!.Value)]);
        return values;
    }

    private static string Said(PairVerdict? verdict) =>
        verdict switch
        {
            null => "not asked",
            { Preference: PairPreference.First } => $"A{By(verdict)}. {verdict.Reason}",
            { Preference: PairPreference.Second } => $"B{By(verdict)}. {verdict.Reason}",
            { Preference: PairPreference.Same } => $"same{By(verdict)}. {verdict.Reason}",
            _ => $"invalid ({verdict.Error})",
        };

    private static string By(PairVerdict verdict) =>
        verdict.Dimensions.Count == 0
            ? ""
            : $" ({string.Join(", ", verdict.Dimensions.Select(dimension => $"{dimension.Key} {VerdictLines.Word(dimension.Value)}"))})";

    private static string Said(RubricVerdict? verdict) =>
        verdict switch
        {
            null => "not asked",
            { Error: { } error } => $"invalid ({error})",
            _ => $"{string.Join(", ", verdict.Scores.Select(score => $"{score.Key} {score.Value}"))}. {verdict.Reason}",
        };
}
