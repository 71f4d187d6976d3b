using System.Globalization;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Panels;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>What a reader of a report has to know before believing it.</summary>
internal static class EvaluationWarnings
{
    // Beyond a tenth, what is left out may not be left out by chance; the calibration draws the same line.
    private const double MostInvalid = 0.1;

    // Among near equals; more than this is taste rather than quality.
    private const double MostForLonger = 0.7;

    public static IEnumerable<string> Of(EvaluationReport report)
    {
        foreach (var dimension in report.Calibration.Where(dimension => dimension.Trust == JudgeTrust.NotTrusted))
        {
            yield return $"Do not trust the judge for this task ({dimension.Dimension}). {dimension.Reason}";
        }

        string[] models = [.. new[] { report.Candidate.Model, report.Baseline?.Model }.OfType<string>()];
        foreach (var warning in ModelFamily.Warnings(report.Judges.Select(judge => judge.Model), models))
        {
            yield return warning;
        }

        foreach (var judge in report.Judges)
        {
            foreach (var warning in Of(judge))
            {
                yield return warning;
            }
        }
    }

    private static IEnumerable<string> Of(JudgeFigures judge)
    {
        if (judge.Invalid > MostInvalid * judge.Verdicts)
        {
            yield return Text($"{judge.Invalid} of {judge.Verdicts} verdicts of {judge.Judge} could not be read; they count for nothing.");
        }

        foreach (var group in judge.Pairs?.Groups.Where(group => group.Slice is null && group.Dimension != PairGroup.Overall) ?? [])
        {
            if (group.Summary.InvalidVerdicts > MostInvalid * 2 * group.Summary.Pairs)
            {
                yield return Text(
                    $"{judge.Judge} left {group.Summary.InvalidVerdicts} of {2 * group.Summary.Pairs} verdicts by {group.Dimension} out; they count for nothing."
                );
            }
        }

        var pairs = judge.Pairs?.Of();
        if (pairs?.PositionBias is { } bias && (bias.Low > 0 || bias.High < 0))
        {
            yield return Text(
                $"{judge.Judge} favours the {(bias.Value > 0 ? "first" : "second")} place: {Math.Abs(bias.Value):0.0%} ({Math.Abs(bias.Low):0.0%} to {Math.Abs(bias.High):0.0%}). Both orders were asked, so the win rate does not carry it."
            );
        }

        foreach (var group in judge.Pairs?.Groups.Where(group => group.Slice is null) ?? [])
        {
            if (group.Summary.LongerWins is { } longer && (longer.Low > MostForLonger || longer.High < 1 - MostForLonger))
            {
                var by = group.Dimension == PairGroup.Overall ? "" : $" by {group.Dimension}";
                yield return Text(
                    $"Where lengths differ, {judge.Judge} prefers the {(longer.Value > 0.5 ? "longer" : "shorter")} answer{by} in {Math.Max(longer.Value, 1 - longer.Value):0.0%} of the decided pairs; look whether length is what makes answers good here."
                );
            }
        }
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
