namespace Distill.Core.Planning;

/// <summary>What a run will take.</summary>
/// <param name="Request">What was planned.</param>
/// <param name="Stages">The stages in order, each over all rounds.</param>
/// <param name="Uses">What each stage asks of each model, in the order of their first calls.</param>
/// <param name="LongestHistory">Rows of the longest history of one orchestration.</param>
/// <param name="Warnings">Limits that the run would hit, with figures and what moves them; empty when none.</param>
public sealed record RunForecast(
    IPlanRequest Request,
    IReadOnlyList<PlannedStage> Stages,
    IReadOnlyList<PlannedUse> Uses,
    long LongestHistory,
    IReadOnlyList<PlanWarning> Warnings
)
{
    /// <summary>All stages together.</summary>
    public PlannedStage Total => Stages.Aggregate(new PlannedStage("total"), (sum, stage) => sum + stage) with { Limit = Slowest.Limit };

    /// <summary>The stage that takes longest.</summary>
    public PlannedStage Slowest => Stages.MaxBy(stage => stage.Seconds)!;
}
