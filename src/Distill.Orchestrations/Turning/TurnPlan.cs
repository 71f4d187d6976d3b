using Distill.Core.Flywheel;
using Distill.Core.Gateway;
using Distill.Core.Models;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Turning;

/// <summary>What a turn does, frozen when it begins: later changes of alias and configuration are the next turn's.</summary>
public sealed record TurnPlan
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The spec.</summary>
    public required FlywheelSpec Spec { get; init; }

    /// <summary>The traffic; null when none is due.</summary>
    public TrafficWindow? Window { get; init; }

    /// <summary>Earlier traffic that no turn has worked through and that is taken in with it, oldest first.</summary>
    public IReadOnlyList<TrafficWindow> Carried { get; init; } = [];

    /// <summary>What answers for the alias now.</summary>
    public required AliasTarget Online { get; init; }

    /// <summary>The base training data of the online model, oldest first; empty when nothing is known of it.</summary>
    public IReadOnlyList<string> BaseDatasets { get; init; } = [];

    /// <summary>The limits of the models by name.</summary>
    public required IReadOnlyDictionary<string, ModelEntry> Models { get; init; }

    /// <summary>The models that the emulator answers for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];

    /// <summary>Id of the annotation project.</summary>
    public string Project => Spec.Annotate.Project ?? Spec.Wheel;

    /// <summary>The limits of the stages that ask models.</summary>
    internal StagePlan Stages() => new(RunId, Models, Spec.Shards.InFlight, Spec.Budget, Spec.Deadline);
}
