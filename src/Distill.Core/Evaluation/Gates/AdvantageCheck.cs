using System.Globalization;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Gates;

/// <summary>Examines what the counts of a comparison show.</summary>
internal static class AdvantageCheck
{
    /// <summary>The claim over all samples.</summary>
    /// <remarks>
    /// The size of the evaluation is planned by power, and the test is made once it is reached: testing again and again until it passes would let through ever more
    /// challengers that are no better. Before that size only the sequential test may decide, which allows for looking at any time.
    /// </remarks>
    public static GateCheck Overall(GateRule rule, GsbCounts gsb)
    {
        var superiority = rule.Claim == GateClaim.Superiority;
        var target = superiority ? 0 : -rule.Margin;
        var needed = Planned(gsb, target, superiority ? rule.WorthwhileAdvantage : 0, rule.MinSamples, rule);
        var p = PairedDifference.PAtMost(gsb.Good, gsb.Same, gsb.Bad, target);
        var sequential = new SequentialWinRate(gsb.Good, gsb.Same, gsb.Bad, 2 * rule.Alpha);
        var above = sequential.WinRate.Value > (1 + target) / 2;
        var early = gsb.Valid >= rule.MinSamples && sequential.EValueOf((1 + target) / 2) >= 1 / sequential.Alpha;
        var state =
            gsb.Valid >= needed
                ? (p < rule.Alpha ? GateCheckState.Passed : GateCheckState.Failed)
                : (early, above) switch
                {
                    (true, true) => GateCheckState.Passed,
                    (true, false) => GateCheckState.Failed,
                    _ => GateCheckState.Undecided,
                };
        var claim = superiority ? "better" : Text($"worse by less than {rule.Margin:0.0%}");
        return Check("overall", state, gsb, target, p, needed, claim);
    }

    /// <summary>Non-inferiority on each slice, with p-values corrected over all of them in both directions.</summary>
    public static IEnumerable<GateCheck> Slices(GateRule rule, IReadOnlyList<GateSlice> slices)
    {
        var target = -rule.SliceMargin;
        var shown = HolmCorrection.Adjust([.. slices.Select(slice => P(slice.Gsb, target))]);
        var refuted = HolmCorrection.Adjust([.. slices.Select(slice => P(slice.Gsb.Reverse(), -target))]);
        foreach (var (i, slice) in slices.Index())
        {
            var state =
                slice.Gsb.Valid < rule.MinSliceSamples ? GateCheckState.Undecided
                : shown[i] < rule.Alpha ? GateCheckState.Passed
                : refuted[i] < rule.Alpha || slice.Gsb.Valid >= rule.MaxSliceSamples ? GateCheckState.Failed
                : GateCheckState.Undecided;
            var needed = Planned(slice.Gsb, target, 0, rule.MinSliceSamples, rule with { Alpha = rule.Alpha / slices.Count });
            yield return Check(
                $"slice:{slice.Name}",
                state,
                slice.Gsb,
                target,
                shown[i],
                Math.Min(rule.MaxSliceSamples, needed),
                Text($"worse by less than {rule.SliceMargin:0.0%}")
            );
        }

        static double P(GsbCounts gsb, double advantage) => PairedDifference.PAtMost(gsb.Good, gsb.Same, gsb.Bad, advantage);
    }

    // Without pairs yet, half of them are taken to be decisive; a share below a twentieth is not believed, because a few ties more or less would change the size many times over.
    private static long Planned(GsbCounts gsb, double target, double advantage, long least, GateRule rule)
    {
        var observed = gsb.Valid == 0 ? 0.5 : (double)(gsb.Good + gsb.Bad) / gsb.Valid;
        var decisive = Math.Max(observed, Math.Max(0.05, advantage));
        return Math.Max(least, SampleSize.ForNonInferiority(advantage, decisive, Math.Max(0, -target), rule.Alpha, rule.Power));
    }

    private static GateCheck Check(string name, GateCheckState state, GsbCounts gsb, double target, double p, long needed, string claim)
    {
        var advantage = PairedDifference.Interval(gsb.Good, gsb.Same, gsb.Bad);
        var figures = Text(
            $"advantage {advantage.Value:+0.0%;-0.0%;0.0%} ({advantage.Low:+0.0%;-0.0%;0.0%} to {advantage.High:+0.0%;-0.0%;0.0%}) on {gsb.Valid} samples, p {(p < 0.0001 ? "< 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture))}"
        );
        var verdict = state switch
        {
            GateCheckState.Passed => $"shown to be {claim}",
            GateCheckState.Failed => $"not shown to be {claim}",
            _ => Text($"not yet shown to be {claim}; about {needed} samples are needed"),
        };
        return new GateCheck
        {
            Name = name,
            State = state,
            Measured = advantage.Value,
            Low = advantage.Low,
            High = advantage.High,
            Target = target,
            P = p,
            Samples = gsb.Valid,
            Needed = needed,
            Reason = $"{name}: {verdict} ({figures})",
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
