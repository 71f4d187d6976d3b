using Distill.Core.Models;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Evaluating;

/// <summary>An evaluation that was checked: its models exist and answer.</summary>
public sealed record EvaluationPlan
{
    /// <summary>The evaluation.</summary>
    public required EvaluationInput Evaluation { get; init; }

    /// <summary>What it measures.</summary>
    public required EvaluationSpec Spec { get; init; }

    /// <summary>The models by name.</summary>
    public required IReadOnlyDictionary<string, ModelEntry> Models { get; init; }

    /// <summary>Those of them that the emulator answers for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];

    /// <summary>The limits of its stages.</summary>
    internal StagePlan Stages() => new(Evaluation.RunId, Models, Spec.Shards.InFlight, Spec.Budget, Spec.Deadline);
}
