namespace Distill.Core.Annotation;

/// <summary>When a task's time is up, and what then. A single person's decision on a task that wants two counts at the deadline, whatever the policy.</summary>
/// <param name="At">The deadline; null is none.</param>
/// <param name="Policy">What becomes of the task then.</param>
/// <param name="Threshold">For <see cref="DeadlinePolicy.Take"/>: least score of the judge, on its scale of 1 to 5.</param>
public sealed record DeadlineRule(DateTimeOffset? At, DeadlinePolicy Policy, double Threshold = 4)
{
    /// <summary>No deadline.</summary>
    public static DeadlineRule None { get; } = new(null, DeadlinePolicy.Wait);

    /// <summary>True when the policy is to be carried out.</summary>
    public bool IsDue(DateTimeOffset now) => Policy != DeadlinePolicy.Wait && At <= now;
}
