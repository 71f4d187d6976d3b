using Distill.Core.Evaluation;

namespace Distill.Core.Promotion;

/// <summary>One step of a rollout.</summary>
public sealed record RolloutStep
{
    /// <summary>Whether users see the challenger's answers.</summary>
    public required RolloutStepKind Kind { get; init; }

    /// <summary>Share of the requests, in percent: above 0, at most 100; of a canary below 100.</summary>
    public required double Percent { get; init; }

    /// <summary>Least time of the step. Default one hour.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Fewest requests that the challenger must have answered in the step before the next. Default 100.</summary>
    public long MinRequests { get; init; } = 100;

    /// <summary>Longest time to wait for them; then the rollout is taken back, because nothing has been shown. Default one day; at least <see cref="Hold"/>.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromDays(1);

    internal void Validate(string place)
    {
        Check(Percent > 0 && Percent <= 100, place, "percent", "above 0, at most 100");
        Check(
            Kind == RolloutStepKind.Shadow || Percent < 100,
            place,
            "percent",
            "below 100 in a canary; after the last step the challenger gets everything"
        );
        Check(Hold >= TimeSpan.Zero, place, "hold", "no negative time");
        Check(Patience >= Hold, place, "patience", "at least hold");
        Check(MinRequests >= 0, place, "minRequests", "at least 0");
    }

    private static void Check(bool holds, string place, string name, string limits)
    {
        if (!holds)
        {
            throw new InvalidSettingException($"The rollout's '{place}.{name}' must be {limits}.");
        }
    }
}
