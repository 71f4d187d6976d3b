using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Comparing;

/// <summary>A figure of two runs on the samples that both measured.</summary>
/// <param name="Samples">How many.</param>
/// <param name="Baseline">The first run's mean on them.</param>
/// <param name="Candidate">The second run's mean on them.</param>
/// <param name="Difference">Second less first, with its 95% interval.</param>
/// <param name="Test">The test of no difference, by name.</param>
/// <param name="MidP">Its two-sided mid-p value.</param>
public sealed record PairedFigure(long Samples, double Baseline, double Candidate, Estimate Difference, string Test, double MidP)
{
    private const int Seed = 7;

    /// <summary>The figure of paired values; null without any.</summary>
    /// <param name="pairs">The first run's value and the second's, by sample.</param>
    public static PairedFigure? Of(IReadOnlyList<(double Baseline, double Candidate)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
        {
            return null;
        }

        var (before, after) = (pairs.Average(pair => pair.Baseline), pairs.Average(pair => pair.Candidate));
        var (good, bad) = (
            pairs.LongCount(pair => pair.Candidate > pair.Baseline),
            pairs.LongCount(pair => pair.Candidate < pair.Baseline)
        );
        if (pairs.All(pair => pair is { Baseline: 0 or 1, Candidate: 0 or 1 }))
        {
            var right = pairs.LongCount(pair => pair is { Baseline: 1, Candidate: 1 });
            var test = McNemarTest.Of(right, good, bad, pairs.Count - right - good - bad);
            return new PairedFigure(pairs.Count, before, after, test.Difference, "McNemar", test.MidP);
        }

        double[] first = [.. pairs.Select(pair => pair.Baseline)];
        double[] second = [.. pairs.Select(pair => pair.Candidate)];
        var difference = PairedBootstrap.Difference(second, first, Seed)!;
        return new PairedFigure(pairs.Count, before, after, difference, "sign test", SignTest.Of(good, bad).MidP);
    }
}
