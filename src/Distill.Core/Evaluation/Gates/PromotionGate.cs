using System.Globalization;
using Distill.Core.Judging.Calibration;

namespace Distill.Core.Evaluation.Gates;

/// <summary>Decides whether a challenger takes the baseline's place. Pure: the same rule, evidence and time give the same decision, to the byte of its record.</summary>
public static class PromotionGate
{
    /// <summary>Decides.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="now">When the decision is taken.</param>
    /// <exception cref="InvalidSettingException">The rule is out of its limits.</exception>
    public static GateDecision Decide(GateRule rule, GateEvidence evidence, DateTimeOffset now)
    {
        rule.Validate();
        var checks = Checks(rule, evidence).ToList();
        var outcome =
            checks.Exists(check => check.State == GateCheckState.Failed) ? GateOutcome.Keep
            : checks.Exists(check => check.State == GateCheckState.Undecided) ? GateOutcome.NeedMoreData
            : GateOutcome.Promote;
        return new GateDecision
        {
            Outcome = outcome,
            Summary = Summarize(outcome, evidence, checks),
            DecidedAt = now,
            Rule = rule,
            Evidence = evidence,
            Checks = checks,
        };
    }

    private static IEnumerable<GateCheck> Checks(GateRule rule, GateEvidence evidence)
    {
        if (rule.RequireCalibration && evidence.Judges.Count > 0)
        {
            yield return Calibration(evidence);
        }

        yield return AdvantageCheck.Overall(rule, evidence.Gsb);
        foreach (var check in AdvantageCheck.Slices(rule, evidence.Slices))
        {
            yield return check;
        }

        if (rule.QualityFloor is { } floor)
        {
            yield return Floor(evidence, floor);
        }

        if (rule.MaxP95Ms is { } latency)
        {
            yield return Budget("latency", evidence.P95Ms, latency, "ms at the 95th percentile");
        }

        if (rule.MaxCostPerThousand is { } cost)
        {
            yield return Budget("cost", (double?)evidence.CostPerThousand, (double)cost, "for 1,000 requests");
        }
    }

    private static GateCheck Calibration(GateEvidence evidence)
    {
        var judges = string.Join(", ", evidence.Judges);
        var (state, reason) = evidence.Trust switch
        {
            JudgeTrust.Trusted => (GateCheckState.Passed, "agrees with people well enough"),
            JudgeTrust.NotTrusted => (GateCheckState.Failed, "agrees too little with people; its verdicts decide nothing"),
            _ => (GateCheckState.Undecided, "is not calibrated yet: label samples"),
        };
        // What holds for the least trusted dimension is what the judge's word is worth.
        var deciding = evidence.Calibration.FirstOrDefault(dimension => dimension.Trust == evidence.Trust);
        return new GateCheck
        {
            Name = "calibration",
            State = state,
            Measured = deciding?.Kappa,
            Low = deciding?.Low,
            High = deciding?.High,
            Samples = deciding?.Labels,
            Reason =
                $"calibration: the judge ({judges}) {reason}{(deciding is null ? "" : $" ({deciding.Dimension}: {deciding.Reason.TrimEnd('.')})")}",
        };
    }

    private static GateCheck Floor(GateEvidence evidence, double floor)
    {
        var ratio = evidence.TeacherRatio;
        var state =
            ratio is null ? GateCheckState.Undecided
            : ratio.Low >= floor ? GateCheckState.Passed
            : ratio.High < floor ? GateCheckState.Failed
            : GateCheckState.Undecided;
        var figures = ratio is null ? "not measured" : Text($"{ratio.Value:0.0%} ({ratio.Low:0.0%} to {ratio.High:0.0%})");
        return new GateCheck
        {
            Name = "quality_floor",
            State = state,
            Measured = ratio?.Value,
            Low = ratio?.Low,
            High = ratio?.High,
            Target = floor,
            Reason = Text($"quality_floor: {figures} of the teacher's, at least {floor:0.0%} for sure"),
        };
    }

    private static GateCheck Budget(string name, double? measured, double most, string unit) =>
        new()
        {
            Name = name,
            State =
                measured is null ? GateCheckState.Undecided
                : measured <= most ? GateCheckState.Passed
                : GateCheckState.Failed,
            Measured = measured,
            Target = most,
            Reason = Text($"{name}: {(measured is { } value ? Text($"{value:0.####}") : "not measured")}, at most {most:0.####} {unit}"),
        };

    private static string Summarize(GateOutcome outcome, GateEvidence evidence, List<GateCheck> checks)
    {
        var (verdict, state) = outcome switch
        {
            GateOutcome.Promote => ($"{evidence.Challenger} takes the place of {evidence.Baseline}", GateCheckState.Passed),
            GateOutcome.Keep => ($"{evidence.Baseline} stays", GateCheckState.Failed),
            _ => ($"More data is needed to decide between {evidence.Challenger} and {evidence.Baseline}", GateCheckState.Undecided),
        };
        return $"{verdict}: {string.Join("; ", checks.Where(check => check.State == state).Select(check => check.Reason))}.";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
