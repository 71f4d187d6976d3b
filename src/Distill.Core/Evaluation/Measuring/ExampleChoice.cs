using Distill.Core.Judging;
using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Chooses what a report shows side by side: the worst regressions first, and a few improvements for fairness.</summary>
internal static class ExampleChoice
{
    // Of the places in a report, the share that goes to what became better.
    private const double ShareOfGains = 0.25;

    /// <summary>The examples.</summary>
    /// <param name="measures">All measures.</param>
    /// <param name="metric">The deciding metric.</param>
    /// <param name="most">How many.</param>
    public static IReadOnlyList<EvaluationExample> Of(IReadOnlyList<ItemMeasure> measures, string metric, int most)
    {
        var ordered = measures
            .OrderBy(measure => Gain(measure, metric))
            .ThenBy(measure => measure.Candidate.TryGetValue(metric, out var value) ? value : double.MaxValue)
            .ThenBy(measure => measure.Item.Id, StringComparer.Ordinal)
            .Select(measure => Example(measure, metric))
            .ToList();
        if (ordered.Count <= most)
        {
            return ordered;
        }

        var gains = (int)(most * ShareOfGains);
        var better = ordered.AsEnumerable().Reverse().TakeWhile(example => example.Outcome == PairOutcome.Good).Take(gains).ToList();
        return [.. ordered.Take(most - better.Count), .. better];
    }

    private static double Gain(ItemMeasure measure, string metric) =>
        measure.Outcome(metric) switch
        {
            PairOutcome.Bad => measure.Judged is null ? measure.Candidate[metric] - measure.Baseline[metric] : -1,
            PairOutcome.Good => measure.Judged is null ? measure.Candidate[metric] - measure.Baseline[metric] : 1,
            _ => 0,
        };

    private static EvaluationExample Example(ItemMeasure measure, string metric) =>
        new()
        {
            Id = measure.Item.Id,
            Prompt = JudgeMaterial.Conversation(measure.Item.Prompt),
            Expected = measure.Item.Expected ?? measure.Item.Reference,
            Candidate = measure.Item.Candidate,
            Baseline = measure.Item.Baseline,
            Outcome = measure.Outcome(metric),
            CandidateValue = measure.Candidate.TryGetValue(metric, out var ours) ? ours : null,
            BaselineValue = measure.Baseline.TryGetValue(metric, out var theirs) ? theirs : null,
            Slices = measure.Item.Slices,
            Notes = measure.Notes,
        };
}
