using System.Globalization;
using Distill.Core.Statistics;

namespace Distill.Core.Promotion;

/// <summary>Decides at each look whether a rollout holds, advances or is taken back. Pure.</summary>
/// <remarks>
/// Traffic is looked at many times, and a guard that is tested at 5% each time would sooner or later take every challenger back. So look k tests at
/// alpha / (k (k + 1)) for each of the shares, which adds up to alpha over any number of looks. Latency is compared as measured: it has no error rate to keep.
/// </remarks>
public static class RolloutWatch
{
    /// <summary>Looks at a step.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="step">Index of the step.</param>
    /// <param name="inStep">Time since the step began.</param>
    /// <param name="look">Number of this look in the rollout, from 1.</param>
    /// <param name="baseline">The baseline's traffic in the step.</param>
    /// <param name="challenger">The challenger's.</param>
    public static RolloutVerdict Look(RolloutPlan plan, int step, TimeSpan inStep, int look, ArmMetrics baseline, ArmMetrics challenger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(look, 1);
        var current = plan.Steps[step];
        var z = StandardNormal.Quantile(1 - (plan.Guards.Alpha / ((double)look * (look + 1))));
        RolloutCheck[] checks =
        [
            Errors(plan.Guards, z, baseline, challenger),
            Latency(plan.Guards, baseline, challenger),
            .. current.Kind == RolloutStepKind.Canary ? [Likes(plan.Guards, z, baseline, challenger)] : Array.Empty<RolloutCheck>(),
        ];
        var breached = checks.Where(check => check.Breached).Select(check => check.Reason).ToList();
        var (action, reason) =
            breached.Count > 0 ? (RolloutAction.RollBack, string.Join("; ", breached))
            : challenger.Requests < current.MinRequests && inStep >= current.Patience
                ? (
                    RolloutAction.RollBack,
                    Text($"only {challenger.Requests} of {current.MinRequests} requests came in {inStep.TotalHours:0.#} hours")
                )
            : challenger.Requests < current.MinRequests
                ? (RolloutAction.Hold, Text($"{challenger.Requests} of {current.MinRequests} requests"))
            : inStep < current.Hold ? (RolloutAction.Hold, Text($"{inStep.TotalMinutes:0} of {current.Hold.TotalMinutes:0} minutes"))
            : (RolloutAction.Advance, Text($"{challenger.Requests} requests without a breach"));
        return new RolloutVerdict(action, $"{Name(current)}: {reason}", checks);
    }

    private static RolloutCheck Errors(RolloutGuards guards, double z, ArmMetrics baseline, ArmMetrics challenger)
    {
        var rise = TwoProportions.Difference(challenger.Failed, challenger.Requests, baseline.Failed, baseline.Requests, z);
        var measured = challenger.Requests > 0 && baseline.Requests > 0;
        var reason = Text(
            $"errors: {Share(challenger.Failed, challenger.Requests)} of {challenger.Requests} requests failed, the baseline's {Share(baseline.Failed, baseline.Requests)} of {baseline.Requests}; a rise of {guards.MaxErrorIncrease:0.0%} is accepted"
        );
        return new RolloutCheck(
            "errors",
            rise.Low > guards.MaxErrorIncrease,
            measured ? rise.Value : null,
            guards.MaxErrorIncrease,
            reason
        );
    }

    private static RolloutCheck Latency(RolloutGuards guards, ArmMetrics baseline, ArmMetrics challenger)
    {
        if (Math.Min(challenger.Latency.Count, baseline.Latency.Count) < guards.MinLatencyRequests)
        {
            return new RolloutCheck("latency", false, null, guards.MaxLatencyRatio, "latency: too few requests to compare");
        }

        var (own, other) = (challenger.Latency.Percentile(0.95), baseline.Latency.Percentile(0.95));
        var reason = Text(
            $"latency: {own:0} ms at the 95th percentile, the baseline's {other:0} ms; {guards.MaxLatencyRatio:0.##} times as long is accepted"
        );
        return new RolloutCheck("latency", own / other > guards.MaxLatencyRatio, own / other, guards.MaxLatencyRatio, reason);
    }

    private static RolloutCheck Likes(RolloutGuards guards, double z, ArmMetrics baseline, ArmMetrics challenger)
    {
        var drop = TwoProportions.Difference(baseline.Liked, baseline.Rated, challenger.Liked, challenger.Rated, z);
        var measured = challenger.Rated > 0 && baseline.Rated > 0;
        var reason = Text(
            $"likes: {Share(challenger.Liked, challenger.Rated)} of {challenger.Rated} rated answers, the baseline's {Share(baseline.Liked, baseline.Rated)} of {baseline.Rated}; a fall of {guards.MaxLikeDrop:0.0%} is accepted"
        );
        return new RolloutCheck("likes", drop.Low > guards.MaxLikeDrop, measured ? drop.Value : null, guards.MaxLikeDrop, reason);
    }

    private static string Name(RolloutStep step) =>
        step.Kind == RolloutStepKind.Shadow ? Text($"shadow of {step.Percent:0.##}%") : Text($"canary of {step.Percent:0.##}%");

    private static string Share(long part, long whole) => whole == 0 ? "none" : Text($"{(double)part / whole:0.0%}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
