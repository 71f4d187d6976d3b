using Distill.Core.Evaluation.Comparing;
using Distill.Core.Statistics;

namespace Distill.Cli.Comparing;

/// <summary>Two reports figure by figure: paired by sample where both measured the same ones, else by the intervals of each.</summary>
/// <param name="Left">The first report.</param>
/// <param name="Right">The second report.</param>
/// <param name="Pairing">Whether they could be paired, and why not.</param>
/// <param name="Figures">The figures, in the reports' order.</param>
internal sealed record ComparedFigures(ReportFigures Left, ReportFigures Right, RunPairing Pairing, IReadOnlyList<ComparedFigure> Figures)
{
    /// <summary>The name of the statistics where nothing is paired.</summary>
    public const string Unpaired = "unpaired";

    /// <summary>Compares them.</summary>
    public static ComparedFigures Of(ReportFigures left, ReportFigures right)
    {
        var pairing = RunPairing.Of(left.Samples, right.Samples);
        var names = left.Figures.Keys.Concat(right.Figures.Keys).Distinct(StringComparer.Ordinal);
        return new ComparedFigures(left, right, pairing, [.. names.Select(name => Compare(name, left, right, pairing))]);
    }

    private static ComparedFigure Compare(string name, ReportFigures left, ReportFigures right, RunPairing pairing)
    {
        var (before, after) = (left.Figures.GetValueOrDefault(name), right.Figures.GetValueOrDefault(name));
        if (pairing.Figures.GetValueOrDefault(name) is { } paired)
        {
            return new ComparedFigure(name, before, after, paired.Difference, paired.Samples, paired.Test, paired.MidP);
        }

        var difference = Estimate(before) is { } first && Estimate(after) is { } second ? IndependentDifference.Of(second, first) : null;
        return new ComparedFigure(name, before, after, difference, null, difference is null ? null : Unpaired, null);
    }

    private static Estimate? Estimate(ReportFigure? figure) =>
        figure is { Low: { } low, High: { } high } ? new Estimate(figure.Value, low, high) : null;
}
