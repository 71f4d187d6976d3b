using Distill.Core.Models;
using Distill.Core.Runs.Specs;

namespace Distill.Orchestrations.Distilling;

/// <summary>What the orchestrator must know of spec and host, frozen when the run begins. Endpoints and keys are looked up where a call is made.</summary>
public sealed record RunPlan
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The teacher.</summary>
    public required TeacherSpec Teacher { get; init; }

    /// <summary>The candidates.</summary>
    public required IReadOnlyList<StudentSpec> Students { get; init; }

    /// <summary>The judge, or null.</summary>
    public JudgeSpec? Judge { get; init; }

    /// <summary>What an answer is.</summary>
    public TaskSpec? Task { get; init; }

    /// <summary>How the model that a training ends with is chosen.</summary>
    public CheckpointSpec Checkpoint { get; init; } = new();

    /// <summary>How thin classes are filled up, or null.</summary>
    public AugmentSpec? Augment { get; init; }

    /// <summary>The limits of the models by name.</summary>
    public required IReadOnlyDictionary<string, ModelEntry> Models { get; init; }

    /// <summary>The models that the emulator answers for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];

    /// <summary>Most rounds.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Longest time, or null.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Money that may be spent, or null.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Shards wanted in flight.</summary>
    public int InFlight { get; init; } = 8;

    /// <summary>What decides which model a training ends with.</summary>
    internal CheckpointBy CheckpointBy => Checkpoint.By ?? CheckpointBy.Loss;

    /// <summary>The limits of the stages that ask models.</summary>
    internal StagePlan Stages() => new(RunId, Models, InFlight, Budget, Deadline);
}
