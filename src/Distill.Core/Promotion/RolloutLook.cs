namespace Distill.Core.Promotion;

/// <summary>One look at live traffic.</summary>
/// <param name="Number">Counts the looks of the rollout from 1.</param>
/// <param name="Position">The step.</param>
/// <param name="Time">When.</param>
/// <param name="Verdict">What followed, with the guards.</param>
/// <param name="Baseline">What the baseline's traffic in the step showed.</param>
/// <param name="Challenger">What the challenger's did.</param>
public sealed record RolloutLook(
    int Number,
    int Position,
    DateTimeOffset Time,
    RolloutVerdict Verdict,
    ArmFigures Baseline,
    ArmFigures Challenger
)
{
    /// <summary>How many looks without a consequence are kept.</summary>
    public const int Kept = 100;
}
