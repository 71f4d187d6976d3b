using System.Globalization;
using Distill.Core.Evaluation;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Calibration;

/// <summary>Asks whether a judge agrees with people, dimension by dimension. Pure.</summary>
public static class JudgeCalibration
{
    /// <summary>The calibration of one dimension.</summary>
    /// <param name="dimension">What was judged.</param>
    /// <param name="confusion">Counts by people's label (expected) and the judge's (answered); shards are summed before.</param>
    /// <param name="options">When a judge is trusted; the defaults when null.</param>
    public static DimensionCalibration Of(string dimension, ConfusionMatrix confusion, CalibrationOptions? options = null)
    {
        options ??= new CalibrationOptions();
        var categories = Categories(confusion);
        long[][] table = [.. categories.Select(human => categories.Select(judge => confusion.At(human, judge)).ToArray())];
        var kappa = CohenKappa.Of(table, options.Weights);
        var invalid = confusion.Invalid.Values.Sum();
        var (trust, reason) = Judge(kappa, invalid, options);
        return new DimensionCalibration
        {
            Dimension = dimension,
            Labels = kappa.Samples,
            Invalid = invalid,
            Agreement = WilsonInterval.Of(table.Index().Sum(row => row.Item[row.Index]), kappa.Samples),
            Kappa = kappa,
            Categories = categories,
            Confusion = confusion,
            Trust = trust,
            Reason = reason,
        };
    }

    /// <summary>The trust that an agreement earns, and why.</summary>
    /// <param name="kappa">The agreement.</param>
    /// <param name="invalid">Labelled samples whose verdict could not be read.</param>
    /// <param name="options">When a judge is trusted.</param>
    public static (JudgeTrust Trust, string Reason) Judge(CohenKappa kappa, long invalid, CalibrationOptions options)
    {
        var all = kappa.Samples + invalid;
        if (invalid > options.MaxInvalid * all)
        {
            return (JudgeTrust.NotTrusted, Text($"{invalid} of {all} verdicts could not be read (at most {options.MaxInvalid:0%})."));
        }

        if (kappa.Samples < options.MinLabels)
        {
            return (
                JudgeTrust.NeedsLabels,
                Text(
                    $"There are {kappa.Samples} labelled samples and {options.MinLabels} are needed: {options.MinLabels - kappa.Samples} more."
                )
            );
        }

        if (kappa.Kappa is not { } estimate)
        {
            return (JudgeTrust.NeedsLabels, "All labels are alike, which shows nothing about the judge: label samples of other kinds.");
        }

        var figures = Text($"kappa {estimate.Value:0.00} ({estimate.Low:0.00} to {estimate.High:0.00})");
        var least = Text($"{options.MinKappa:0.00}");
        return estimate.Low >= options.MinKappa
                ? (JudgeTrust.Trusted, $"The judge agrees with people: {figures}, at least {least} for sure.")
            : estimate.Value < options.MinKappa
                ? (JudgeTrust.NotTrusted, $"The judge agrees too little with people: {figures}, less than {least}.")
            : (
                JudgeTrust.NeedsLabels,
                Text(
                    $"The judge may agree with people, but {figures} reaches below {least}: about {Needed(kappa.Samples, estimate, options)} labels would settle it."
                )
            );
    }

    /// <summary>The least trust of several dimensions: what does not hold for one does not hold for all.</summary>
    public static JudgeTrust Least(IEnumerable<DimensionCalibration> dimensions)
    {
        var trusts = dimensions.Select(dimension => dimension.Trust).ToHashSet();
        return trusts.Contains(JudgeTrust.NotTrusted) ? JudgeTrust.NotTrusted
            : trusts.Count == 0 || trusts.Contains(JudgeTrust.NeedsLabels) ? JudgeTrust.NeedsLabels
            : JudgeTrust.Trusted;
    }

    // The interval narrows with the root of the labels; its lower half has to fit between the value and the least kappa.
    private static long Needed(long samples, Estimate kappa, CalibrationOptions options)
    {
        var ratio = (kappa.Value - kappa.Low) / Math.Max(kappa.Value - options.MinKappa, 0.02);
        return (long)Math.Ceiling(samples * ratio * ratio);
    }

    private static List<string> Categories(ConfusionMatrix confusion)
    {
        var labels = confusion.Counts.Keys.Union(confusion.Counts.Values.SelectMany(row => row.Keys), StringComparer.Ordinal).ToList();
        return labels.TrueForAll(label => Number(label) is not null)
            ? [.. labels.OrderBy(Number).ThenBy(label => label, StringComparer.Ordinal)]
            : [.. labels.Order(StringComparer.Ordinal)];
    }

    private static double? Number(string label) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
