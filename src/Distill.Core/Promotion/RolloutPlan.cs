using Distill.Core.Evaluation;

namespace Distill.Core.Promotion;

/// <summary>How a challenger that has passed the gate takes over: step by step, watched, and back at the first breach.</summary>
public sealed record RolloutPlan
{
    /// <summary>The steps before it gets all the traffic. Default a shadow of 10%, then canaries of 5%, 25% and 50%. None replaces the baseline at once.</summary>
    public IReadOnlyList<RolloutStep> Steps { get; init; } =
    [
        new() { Kind = RolloutStepKind.Shadow, Percent = 10 },
        new() { Kind = RolloutStepKind.Canary, Percent = 5 },
        new() { Kind = RolloutStepKind.Canary, Percent = 25 },
        new() { Kind = RolloutStepKind.Canary, Percent = 50 },
    ];

    /// <summary>What live traffic must not show.</summary>
    public RolloutGuards Guards { get; init; } = new();

    /// <summary>How often the live figures are looked at, at least one second. Default every 5 minutes.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a person must approve before the first step. Default false.</summary>
    public bool RequireApproval { get; init; }

    /// <summary>How long an approval is waited for; then the challenger is declined. Default 7 days.</summary>
    public TimeSpan ApprovalPatience { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Checks the limits.</summary>
    /// <exception cref="InvalidSettingException">A setting is out of its limits; the message names it.</exception>
    public void Validate()
    {
        foreach (var (i, step) in Steps.Index())
        {
            step.Validate($"steps[{i}]");
        }

        Guards.Validate();
        if (Every < TimeSpan.FromSeconds(1))
        {
            throw new InvalidSettingException("The rollout's 'every' must be at least 1 second.");
        }

        if (ApprovalPatience <= TimeSpan.Zero)
        {
            throw new InvalidSettingException("The rollout's 'approvalPatience' must be above 0.");
        }
    }
}
