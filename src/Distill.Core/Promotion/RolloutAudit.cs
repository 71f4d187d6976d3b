namespace Distill.Core.Promotion;

/// <summary>One change of a rollout.</summary>
/// <param name="Time">When.</param>
/// <param name="By">Who: the name of a key, or <see cref="Watch"/>.</param>
/// <param name="What">What happened.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RolloutAudit(DateTimeOffset Time, string By, RolloutEvent What, string Reason)
{
    /// <summary>The name under which the rollout acts by itself.</summary>
    public const string Watch = "watch";
}
