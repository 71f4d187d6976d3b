using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Sums the measures of items up, for all samples and for each slice. Pure.</summary>
public static class MeasureTables
{
    // Fixed, so that the same answers give the same interval.
    private const int Seed = 7;

    /// <summary>The rows of each metric over all samples, then those of the first metric by slice.</summary>
    /// <param name="measures">The measures.</param>
    /// <param name="metrics">The metrics, the deciding one first.</param>
    /// <param name="compared">True when there is a baseline.</param>
    public static IReadOnlyList<MetricRow> Metrics(
        IReadOnlyList<ItemMeasure> measures,
        IReadOnlyList<MetricScale> metrics,
        bool compared
    ) =>
        [
            .. metrics.Select(metric => Row(measures, metric, null, compared)),
            .. metrics.Take(1).SelectMany(metric => BySlice(measures).Select(slice => Row(slice.Value, metric, slice.Key, compared))),
        ];

    /// <summary>The outcomes over all samples and by slice; of several dimensions also by each over all samples.</summary>
    /// <param name="measures">The measures.</param>
    /// <param name="dimensions">Metrics, or what judges compared by; at least one, the deciding one first.</param>
    public static IReadOnlyList<OutcomeRow> Outcomes(IReadOnlyList<ItemMeasure> measures, IReadOnlyList<string> dimensions)
    {
        var deciding = dimensions[0];
        var slices = BySlice(measures).Select(slice => (Name: slice.Key, Gsb: Count(slice.Value, deciding))).ToList();
        var adjusted = HolmCorrection.Adjust([.. slices.Select(slice => slice.Gsb.SignTest.MidP)]);
        return
        [
            .. Whole(measures, [deciding]),
            .. Whole(measures, [.. dimensions.Skip(1)]),
            .. slices.Zip(adjusted, (slice, p) => new OutcomeRow(deciding, slice.Name, slice.Gsb, p)),
        ];
    }

    // The first one decides by itself; whoever looks at the others for one that differs looks often.
    private static IEnumerable<OutcomeRow> Whole(IReadOnlyList<ItemMeasure> measures, IReadOnlyList<string> dimensions)
    {
        var counts = dimensions.Select(dimension => (Name: dimension, Gsb: Count(measures, dimension))).ToList();
        var adjusted = HolmCorrection.Adjust([.. counts.Select(count => count.Gsb.SignTest.MidP)]);
        return counts.Zip(adjusted, (count, p) => new OutcomeRow(count.Name, null, count.Gsb, p));
    }

    private static GsbCounts Count(IReadOnlyList<ItemMeasure> measures, string metric) =>
        measures.Aggregate(default(GsbCounts), (sum, measure) => sum.Add(measure.Outcome(metric)));

    private static SortedDictionary<string, List<ItemMeasure>> BySlice(IReadOnlyList<ItemMeasure> measures)
    {
        var slices = new SortedDictionary<string, List<ItemMeasure>>(StringComparer.Ordinal);
        foreach (var measure in measures)
        {
            foreach (var name in measure.Item.Slices)
            {
                if (!slices.TryGetValue(name, out var slice))
                {
                    slices[name] = slice = [];
                }

                slice.Add(measure);
            }
        }

        return slices;
    }

    private static MetricRow Row(IReadOnlyList<ItemMeasure> measures, MetricScale metric, string? slice, bool compared)
    {
        var valid = measures
            .Where(measure => measure.Candidate.ContainsKey(metric.Name) && (!compared || measure.Baseline.ContainsKey(metric.Name)))
            .ToList();
        double[] candidate = [.. valid.Select(measure => measure.Candidate[metric.Name])];
        double[] baseline = compared ? [.. valid.Select(measure => measure.Baseline[metric.Name])] : [];
        return new MetricRow
        {
            Metric = metric.Name,
            Slice = slice,
            Samples = candidate.Length,
            Min = metric.Min,
            Max = metric.Max,
            Candidate = Mean(candidate, metric),
            Baseline = Mean(baseline, metric),
            Difference = compared ? PairedBootstrap.Difference(candidate, baseline, Seed) : null,
        };
    }

    // Shares of right answers have Wilson's interval, which covers where Student's does not: near 0 and 1.
    private static Estimate? Mean(double[] values, MetricScale metric) =>
        values.Length > 0 && metric is { Min: 0, Max: 1 } && Array.TrueForAll(values, value => value is 0 or 1)
            ? WilsonInterval.Of((long)values.Sum(), values.Length)
            : MeanInterval.Of(values.Length, values.Sum(), values.Sum(value => value * value), metric.Min, metric.Max);
}
