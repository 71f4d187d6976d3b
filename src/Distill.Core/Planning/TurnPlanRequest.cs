using System.Text.Json.Serialization;
using Distill.Core.Models;
using Distill.Core.Runs.Specs.Flywheels;

namespace Distill.Core.Planning;

/// <summary>A turn of the flywheel to be planned.</summary>
/// <param name="Spec">The wheel.</param>
/// <param name="Records">Replies of the window.</param>
/// <param name="Teacher">The teacher.</param>
/// <param name="Judge">The judge.</param>
/// <param name="Online">The model that is trained further and compared with.</param>
/// <param name="Assumptions">What no spec says; <see cref="PlanAssumptions.LowShare"/> among it.</param>
public sealed record TurnPlanRequest(
    [property: JsonIgnore] FlywheelSpec Spec,
    long Records,
    ModelEntry Teacher,
    ModelEntry Judge,
    ModelEntry Online,
    PlanAssumptions Assumptions
) : IPlanRequest
{
    /// <inheritdoc />
    public int ShardSize => Spec.Shards.Size;

    /// <inheritdoc />
    public int InFlight => Spec.Shards.InFlight;

    /// <summary>Low replies, at most.</summary>
    public long Low => Math.Min(Spec.Select.Most, Share(Records, Assumptions.LowShare));

    /// <summary>Those of them that better answers are drafted for, for training and the choice of checkpoints.</summary>
    public long Drafted => Low - HeldOut(Low);

    /// <summary>Those of them that checkpoints are chosen on.</summary>
    public long Validation => Share(Low, Spec.Evaluation.Validation);

    /// <summary>Disliked replies of the comparison, at most.</summary>
    public long Disliked => Math.Min(Spec.Evaluation.Most, HeldOut(Low));

    /// <summary>Samples of the comparison, at most: disliked ones, and as many liked ones as there are.</summary>
    public long Compared => Disliked + Math.Min(Spec.Evaluation.Most, HeldOut(Records - Low));

    /// <inheritdoc />
    [JsonIgnore]
    public IEnumerable<ModelEntry> Models => [Teacher, Judge, Online];

    private long HeldOut(long replies) => Share(replies, Spec.Evaluation.Holdout);

    private static long Share(long replies, double share) => (long)Math.Ceiling(replies * share);
}
